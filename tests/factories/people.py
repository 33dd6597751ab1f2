"""Who acts in tests."""

from tracker import changes

RESEARCHER = changes.Who("ruth.researcher", changes.RESEARCHER)
CURATOR = changes.Who("carl.curator", changes.CURATOR)
ADMINISTRATOR = changes.Who("ada.administrator", changes.ADMINISTRATOR)
