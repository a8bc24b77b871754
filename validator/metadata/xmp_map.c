#include "metadata/xmp_map.h"

#include "base/limits.h"

/* Short names for the tables. */
#define DC        CL_XMP_SPACE_DC
#define TERMS     CL_XMP_SPACE_DCTERMS
#define XMP       CL_XMP_SPACE_XMP
#define RIGHTS    CL_XMP_SPACE_RIGHTS
#define NOTE      CL_XMP_SPACE_NOTE
#define DM        CL_XMP_SPACE_DM
#define PHOTOSHOP CL_XMP_SPACE_PHOTOSHOP
#define CORE      CL_XMP_SPACE_CORE
#define EXT       CL_XMP_SPACE_EXT
#define PLUS      CL_XMP_SPACE_PLUS
#define TIFF      CL_XMP_SPACE_TIFF
#define EXIF      CL_XMP_SPACE_EXIF
#define EXIF_EX   CL_XMP_SPACE_EXIF_EX
#define AUX       CL_XMP_SPACE_AUX
#define CC        CL_XMP_SPACE_CC
#define PRISM     CL_XMP_SPACE_PRISM
#define PUR       CL_XMP_SPACE_PUR
#define PRL       CL_XMP_SPACE_PRL
#define PDF       CL_XMP_SPACE_PDF
#define ACDSEE    CL_XMP_SPACE_ACDSEE
#define GETTY     CL_XMP_SPACE_GETTY
#define LR        CL_XMP_SPACE_LR
#define MICROSOFT CL_XMP_SPACE_MICROSOFT
#define PEOPLE    CL_XMP_SPACE_MP_REGION
#define REGIONS   CL_XMP_SPACE_MWG_REGIONS
#define WORDS     CL_XMP_SPACE_MWG_KEYWORDS
#define DIGIKAM   CL_XMP_SPACE_DIGIKAM
#define MEDIAPRO  CL_XMP_SPACE_MEDIAPRO
#define MECHANIC  CL_XMP_SPACE_MECHANIC
#define TDM       CL_XMP_SPACE_TDM
#define ANY       CL_XMP_ANY
#define TEXT      CL_XMP_TEXT
#define ALT       CL_XMP_ALT
#define SEQ       CL_XMP_SEQ
#define BAG       CL_XMP_BAG
#define POSITION  CL_XMP_POSITION
#define HEIGHT    CL_XMP_HEIGHT
#define BELOW_SEA CL_XMP_BELOW_SEA
#define CLOCK     CL_XMP_CLOCK

/* IPTC Photo Metadata Standard 2025.1, its Video Metadata Hub where both share a namespace; PLUS
 * 2.0.1; XMP specification part 2; Exif 3.0 for XMP; PRISM 3.0; Creative Commons; and what programs
 * of desks and agencies write. CL_FIELD_NAME_COUNT: known, and nothing for a reader. The namespaces
 * stand in the order of cl_xmp_space. */
static const cl_xmp_property properties[] = {
    {DC, "creator", SEQ, CL_CREATOR},
    {DC, "description", ALT, CL_CAPTION},
    {DC, "language", BAG, CL_LANGUAGE},
    {DC, "rights", ALT, CL_COPYRIGHT},
    {DC, "source", TEXT, CL_SOURCE},
    {DC, "subject", BAG, CL_KEYWORDS},
    {DC, "title", ALT, CL_TITLE},
    {DC, "contributor", BAG, CL_CONTRIBUTOR},
    {DC, "publisher", BAG, CL_PUBLISHER},
    {DC, "identifier", TEXT, CL_UNIQUE_ID},
    {DC, "format", TEXT, CL_FIELD_NAME_COUNT},
    {DC, "type", ANY, CL_FIELD_NAME_COUNT},

    {TERMS, "accessRights", ANY, CL_USAGE_TERMS},
    {TERMS, "creator", ANY, CL_CREATOR},
    {TERMS, "description", ANY, CL_CAPTION},
    {TERMS, "license", ANY, CL_LICENSE},
    {TERMS, "publisher", ANY, CL_PUBLISHER},
    {TERMS, "rights", ANY, CL_COPYRIGHT},
    {TERMS, "rightsHolder", ANY, CL_RIGHTS_OWNER},
    {TERMS, "source", ANY, CL_SOURCE},
    {TERMS, "title", ANY, CL_TITLE},

    {XMP, "CreateDate", TEXT, CL_DATE_DIGITIZED},
    {XMP, "ModifyDate", TEXT, CL_DATE_MODIFIED},
    {XMP, "CreatorTool", TEXT, CL_SOFTWARE},
    {XMP, "Identifier", BAG, CL_UNIQUE_ID},
    {XMP, "Rating", TEXT, CL_RATING},
    {XMP, "Label", TEXT, CL_OTHER},
    {XMP, "Author", ANY, CL_CREATOR},
    {XMP, "Description", ANY, CL_CAPTION},
    {XMP, "Keywords", ANY, CL_KEYWORDS},
    {XMP, "Title", ANY, CL_TITLE},

    {RIGHTS, "Certificate", TEXT, CL_RIGHTS_CERTIFICATE},
    {RIGHTS, "Copyright", ANY, CL_COPYRIGHT},
    {RIGHTS, "Marked", TEXT, CL_COPYRIGHT_MARKED},
    {RIGHTS, "Owner", BAG, CL_RIGHTS_OWNER},
    {RIGHTS, "UsageTerms", ALT, CL_USAGE_TERMS},
    {RIGHTS, "WebStatement", TEXT, CL_WEB_STATEMENT},

    {NOTE, "HasExtendedXMP", TEXT, CL_OTHER},

    {DM, "artist", TEXT, CL_CREATOR},
    {DM, "comment", TEXT, CL_COMMENT},
    {DM, "copyright", TEXT, CL_COPYRIGHT},
    {DM, "logComment", TEXT, CL_COMMENT},
    {DM, "shotLocation", TEXT, CL_SUBLOCATION},

    {PHOTOSHOP, "AuthorsPosition", TEXT, CL_CREATOR_TITLE},
    {PHOTOSHOP, "CaptionWriter", TEXT, CL_CAPTION_WRITER},
    {PHOTOSHOP, "Category", TEXT, CL_CATEGORY},
    {PHOTOSHOP, "City", TEXT, CL_CITY},
    {PHOTOSHOP, "Country", TEXT, CL_COUNTRY},
    {PHOTOSHOP, "Credit", TEXT, CL_CREDIT},
    {PHOTOSHOP, "DateCreated", TEXT, CL_DATE_CREATED},
    {PHOTOSHOP, "Headline", TEXT, CL_HEADLINE},
    {PHOTOSHOP, "Instructions", TEXT, CL_INSTRUCTIONS},
    {PHOTOSHOP, "LayerText", TEXT, CL_OTHER},
    {PHOTOSHOP, "SidecarForExtension", TEXT, CL_OTHER},
    {PHOTOSHOP, "Source", TEXT, CL_SOURCE},
    {PHOTOSHOP, "State", TEXT, CL_STATE},
    {PHOTOSHOP, "SupplementalCategories", BAG, CL_SUPPLEMENTAL_CATEGORY},
    {PHOTOSHOP, "SupplementalCategory", ANY, CL_SUPPLEMENTAL_CATEGORY},
    {PHOTOSHOP, "TransmissionReference", TEXT, CL_JOB_ID},
    {PHOTOSHOP, "Urgency", TEXT, CL_URGENCY},

    {CORE, "AltTextAccessibility", ALT, CL_ALT_TEXT},
    {CORE, "CountryCode", TEXT, CL_COUNTRY_CODE},
    {CORE, "ExtDescrAccessibility", ALT, CL_EXTENDED_DESCRIPTION},
    {CORE, "IntellectualGenre", TEXT, CL_GENRE},
    {CORE, "Location", TEXT, CL_SUBLOCATION},
    {CORE, "Scene", BAG, CL_SCENE},
    {CORE, "SubjectCode", BAG, CL_SUBJECT_CODE},
    {CORE, "Copyright", ANY, CL_COPYRIGHT},
    {CORE, "CreatorContactInfo", ANY, CL_CONTACT},
    {CORE, "CiAdrCity", TEXT, CL_CREATOR_CITY},
    {CORE, "CiAdrCtry", TEXT, CL_CREATOR_COUNTRY},
    {CORE, "CiAdrExtadr", TEXT, CL_CREATOR_ADDRESS},
    {CORE, "CiAdrPcode", TEXT, CL_CREATOR_POSTAL_CODE},
    {CORE, "CiAdrRegion", TEXT, CL_CREATOR_REGION},
    {CORE, "CiEmailWork", TEXT, CL_CREATOR_EMAIL},
    {CORE, "CiTelWork", TEXT, CL_CREATOR_TELEPHONE},
    {CORE, "CiUrlWork", TEXT, CL_CREATOR_URL},

    {EXT, "AIPromptInformation", TEXT, CL_AI_PROMPT},
    {EXT, "AIPromptWriterName", TEXT, CL_AI_PROMPT_WRITER},
    {EXT, "AISystemUsed", TEXT, CL_AI_SYSTEM},
    {EXT, "AISystemVersionUsed", TEXT, CL_AI_SYSTEM_VERSION},
    {EXT, "AboutCvTerm", ANY, CL_ABOUT_TERM},
    {EXT, "AdditionalModelInformation", ANY, CL_MODEL_INFO},
    {EXT, "AddlModelInfo", TEXT, CL_MODEL_INFO},
    {EXT, "ArtworkOrObject", ANY, CL_ARTWORK_TITLE},
    {EXT, "AOCircaDateCreated", TEXT, CL_ARTWORK_CIRCA_DATE},
    {EXT, "AOContentDescription", ALT, CL_ARTWORK_CONTENT_DESCRIPTION},
    {EXT, "AOContributionDescription", ALT, CL_ARTWORK_CONTRIBUTION_DESCRIPTION},
    {EXT, "AOCopyrightNotice", TEXT, CL_ARTWORK_COPYRIGHT},
    {EXT, "AOCreator", SEQ, CL_ARTWORK_CREATOR},
    {EXT, "AOCreatorId", SEQ, CL_ARTWORK_CREATOR_ID},
    {EXT, "AOCurrentCopyrightOwnerId", TEXT, CL_ARTWORK_COPYRIGHT_OWNER_ID},
    {EXT, "AOCurrentCopyrightOwnerName", TEXT, CL_ARTWORK_COPYRIGHT_OWNER},
    {EXT, "AOCurrentLicensorId", TEXT, CL_ARTWORK_LICENSOR_ID},
    {EXT, "AOCurrentLicensorName", TEXT, CL_ARTWORK_LICENSOR},
    {EXT, "AODateCreated", TEXT, CL_ARTWORK_DATE_CREATED},
    {EXT, "AOPhysicalDescription", ALT, CL_ARTWORK_PHYSICAL_DESCRIPTION},
    {EXT, "AOSource", TEXT, CL_ARTWORK_SOURCE},
    {EXT, "AOSourceInvNo", TEXT, CL_ARTWORK_SOURCE_INVENTORY_NUMBER},
    {EXT, "AOSourceInvURL", TEXT, CL_ARTWORK_SOURCE_INVENTORY_URL},
    {EXT, "AOStylePeriod", ANY, CL_ARTWORK_STYLE_PERIOD},
    {EXT, "AOTitle", ALT, CL_ARTWORK_TITLE},
    {EXT, "Contributor", ANY, CL_CONTRIBUTOR},
    {EXT, "Creator", ANY, CL_CREATOR},
    {EXT, "CVterm", ANY, CL_ABOUT_TERM},
    {EXT, "DigImageGUID", TEXT, CL_IMAGE_GUID},
    {EXT, "DigitalImageGUID", ANY, CL_IMAGE_GUID},
    {EXT, "DigitalSourceFileType", ANY, CL_DIGITAL_SOURCE_TYPE},
    {EXT, "DigitalSourceType", TEXT, CL_DIGITAL_SOURCE_TYPE},
    {EXT, "Dopesheet", ALT, CL_EXTENDED_DESCRIPTION},
    {EXT, "EmbdEncRightsExpr", ANY, CL_RIGHTS_EXPRESSION},
    {EXT, "EncRightsExpr", TEXT, CL_RIGHTS_EXPRESSION},
    {EXT, "Event", ALT, CL_EVENT},
    {EXT, "EventExt", ANY, CL_EVENT},
    {EXT, "EventId", BAG, CL_EVENT_ID},
    {EXT, "Genre", ANY, CL_GENRE},
    {EXT, "Headline", ALT, CL_HEADLINE},
    {EXT, "ImageRegion", ANY, CL_IMAGE_REGION_NAME},
    {EXT, "LinkedEncRightsExpr", ANY, CL_RIGHTS_EXPRESSION},
    {EXT, "LinkedRightsExpr", TEXT, CL_RIGHTS_EXPRESSION},
    {EXT, "LocationCreated", ANY, CL_LOCATION_CREATED_NAME},
    {EXT, "LocationShown", ANY, CL_LOCATION_SHOWN_NAME},
    {EXT, "MaxAvailHeight", TEXT, CL_MAX_HEIGHT},
    {EXT, "MaxAvailWidth", TEXT, CL_MAX_WIDTH},
    {EXT, "ModelAge", BAG, CL_MODEL_AGE},
    {EXT, "OrganisationInImageCode", BAG, CL_ORGANISATION_CODE},
    {EXT, "OrganisationInImageName", BAG, CL_ORGANISATION},
    {EXT, "PersonCharacteristic", ANY, CL_PERSON_CHARACTERISTIC},
    {EXT, "PersonDescription", ALT, CL_PERSON_DESCRIPTION},
    {EXT, "PersonHeard", ANY, CL_PERSON},
    {EXT, "PersonId", BAG, CL_PERSON_ID},
    {EXT, "PersonInImage", BAG, CL_PERSON},
    {EXT, "PersonInImageWDetails", ANY, CL_PERSON},
    {EXT, "PersonName", ALT, CL_PERSON},
    {EXT, "ProductDescription", ALT, CL_PRODUCT_DESCRIPTION},
    {EXT, "ProductGTIN", TEXT, CL_PRODUCT_GTIN},
    {EXT, "ProductId", TEXT, CL_PRODUCT_IDENTIFIER},
    {EXT, "ProductInImage", ANY, CL_PRODUCT_NAME},
    {EXT, "ProductName", ALT, CL_PRODUCT_NAME},
    {EXT, "RegEntryRole", TEXT, CL_REGISTRY_ROLE},
    {EXT, "RegItemId", TEXT, CL_REGISTRY_ITEM_ID},
    {EXT, "RegOrgId", TEXT, CL_REGISTRY_ORGANISATION_ID},
    {EXT, "RegistryEntryRole", ANY, CL_REGISTRY_ROLE},
    {EXT, "RegistryId", ANY, CL_REGISTRY_ITEM_ID},
    {EXT, "RegistryItemId", ANY, CL_REGISTRY_ITEM_ID},
    {EXT, "RegistryOrganisationId", ANY, CL_REGISTRY_ORGANISATION_ID},
    {EXT, "RightsExprEncType", TEXT, CL_RIGHTS_EXPRESSION_TYPE},
    {EXT, "RightsExprLangId", TEXT, CL_RIGHTS_EXPRESSION_LANGUAGE},
    {EXT, "SupplyChainSource", ANY, CL_SOURCE},
    {EXT, "Transcript", ALT, CL_COMMENT},

    {PLUS, "AdultContentWarning", TEXT, CL_ADULT_CONTENT_WARNING},
    {PLUS, "CopyrightOwner", ANY, CL_COPYRIGHT_OWNER},
    {PLUS, "CopyrightOwnerID", TEXT, CL_COPYRIGHT_OWNER_ID},
    {PLUS, "CopyrightOwnerName", TEXT, CL_COPYRIGHT_OWNER},
    {PLUS, "CopyrightStatus", TEXT, CL_COPYRIGHT_STATUS},
    {PLUS, "CreditLineRequired", TEXT, CL_CREDIT_LINE_REQUIRED},
    {PLUS, "DataMining", TEXT, CL_DATA_MINING},
    {PLUS, "ImageAlterationConstraints", BAG, CL_IMAGE_ALTERATION_CONSTRAINTS},
    {PLUS, "ImageCreator", ANY, CL_IMAGE_CREATOR},
    {PLUS, "ImageCreatorID", TEXT, CL_IMAGE_CREATOR_ID},
    {PLUS, "ImageCreatorImageID", TEXT, CL_IMAGE_CREATOR_IMAGE_ID},
    {PLUS, "ImageCreatorName", TEXT, CL_IMAGE_CREATOR},
    {PLUS, "ImageDuplicationConstraints", TEXT, CL_IMAGE_DUPLICATION_CONSTRAINTS},
    {PLUS, "ImageFileConstraints", BAG, CL_IMAGE_FILE_CONSTRAINTS},
    {PLUS, "ImageSupplier", ANY, CL_IMAGE_SUPPLIER},
    {PLUS, "ImageSupplierID", TEXT, CL_IMAGE_SUPPLIER_ID},
    {PLUS, "ImageSupplierImageID", TEXT, CL_IMAGE_SUPPLIER_IMAGE_ID},
    {PLUS, "ImageSupplierName", TEXT, CL_IMAGE_SUPPLIER},
    {PLUS, "LicenseEndDate", TEXT, CL_EXPIRATION_DATE},
    {PLUS, "LicenseID", TEXT, CL_LICENSE_ID},
    {PLUS, "LicenseStartDate", TEXT, CL_RELEASE_DATE},
    {PLUS, "LicenseeImageNotes", ANY, CL_COMMENT},
    {PLUS, "LicenseeTransactionID", BAG, CL_LICENSE_ID},
    {PLUS, "Licensor", ANY, CL_LICENSOR},
    {PLUS, "LicensorCity", TEXT, CL_LICENSOR_CITY},
    {PLUS, "LicensorCountry", TEXT, CL_LICENSOR_COUNTRY},
    {PLUS, "LicensorEmail", TEXT, CL_LICENSOR_EMAIL},
    {PLUS, "LicensorExtendedAddress", TEXT, CL_LICENSOR_ADDRESS},
    {PLUS, "LicensorID", TEXT, CL_LICENSOR_ID},
    {PLUS, "LicensorImageID", TEXT, CL_IMAGE_SUPPLIER_IMAGE_ID},
    {PLUS, "LicensorName", TEXT, CL_LICENSOR},
    {PLUS, "LicensorNotes", ALT, CL_OTHER_CONSTRAINTS},
    {PLUS, "LicensorPostalCode", TEXT, CL_LICENSOR_POSTAL_CODE},
    {PLUS, "LicensorRegion", TEXT, CL_LICENSOR_REGION},
    {PLUS, "LicensorStreetAddress", TEXT, CL_LICENSOR_ADDRESS},
    {PLUS, "LicensorTelephone1", TEXT, CL_LICENSOR_TELEPHONE},
    {PLUS, "LicensorTelephone2", TEXT, CL_LICENSOR_TELEPHONE},
    {PLUS, "LicensorTelephoneType1", TEXT, CL_LICENSOR_TELEPHONE_TYPE},
    {PLUS, "LicensorTelephoneType2", TEXT, CL_LICENSOR_TELEPHONE_TYPE},
    {PLUS, "LicensorTransactionID", BAG, CL_LICENSE_ID},
    {PLUS, "LicensorURL", TEXT, CL_LICENSOR_URL},
    {PLUS, "MediaConstraints", ALT, CL_MEDIA_CONSTRAINTS},
    {PLUS, "MediaSummaryCode", TEXT, CL_MEDIA_SUMMARY_CODE},
    {PLUS, "MinorModelAgeDisclosure", TEXT, CL_MINOR_AGE},
    {PLUS, "ModelReleaseID", BAG, CL_MODEL_RELEASE_ID},
    {PLUS, "ModelReleaseStatus", TEXT, CL_MODEL_RELEASE},
    {PLUS, "OtherConditions", ALT, CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherConstraints", ALT, CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherImageInfo", ALT, CL_COMMENT},
    {PLUS, "OtherLicenseInfo", ALT, CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherLicenseRequirements", ALT, CL_OTHER_CONSTRAINTS},
    {PLUS, "ProductOrServiceConstraints", ALT, CL_PRODUCT_OR_SERVICE_CONSTRAINTS},
    {PLUS, "PropertyReleaseID", BAG, CL_PROPERTY_RELEASE_ID},
    {PLUS, "PropertyReleaseStatus", TEXT, CL_PROPERTY_RELEASE},
    {PLUS, "RegionConstraints", ALT, CL_REGION_CONSTRAINTS},
    {PLUS, "Reuse", TEXT, CL_REUSE},
    {PLUS, "TermsAndConditionsText", ALT, CL_USAGE_TERMS},
    {PLUS, "TermsAndConditionsURL", TEXT, CL_TERMS_URL},
    {PLUS, "Custom1", ANY, CL_COMMENT},
    {PLUS, "Custom2", ANY, CL_COMMENT},
    {PLUS, "Custom3", ANY, CL_COMMENT},
    {PLUS, "Custom4", ANY, CL_COMMENT},
    {PLUS, "Custom5", ANY, CL_COMMENT},
    {PLUS, "Custom6", ANY, CL_COMMENT},
    {PLUS, "Custom7", ANY, CL_COMMENT},
    {PLUS, "Custom8", ANY, CL_COMMENT},
    {PLUS, "Custom9", ANY, CL_COMMENT},
    {PLUS, "Custom10", ANY, CL_COMMENT},

    {TIFF, "Artist", TEXT, CL_CREATOR},
    {TIFF, "Copyright", ALT, CL_COPYRIGHT},
    {TIFF, "DateTime", TEXT, CL_DATE_MODIFIED},
    {TIFF, "ImageDescription", ALT, CL_CAPTION},
    {TIFF, "Make", TEXT, CL_CAMERA_MAKE},
    {TIFF, "Model", TEXT, CL_CAMERA_MODEL},
    {TIFF, "Software", TEXT, CL_SOFTWARE},

    {EXIF, "BodySerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER},
    {EXIF, "CameraOwnerName", TEXT, CL_CAMERA_OWNER},
    {EXIF, "DateTimeDigitized", TEXT, CL_DATE_DIGITIZED},
    {EXIF, "DateTimeOriginal", TEXT, CL_DATE_CREATED},
    {EXIF, "GPSAltitude", HEIGHT, CL_ALTITUDE},
    {EXIF, "GPSAltitudeRef", BELOW_SEA, CL_ALTITUDE},
    {EXIF, "GPSLatitude", POSITION, CL_LATITUDE},
    {EXIF, "GPSLongitude", POSITION, CL_LONGITUDE},
    {EXIF, "ImageUniqueID", TEXT, CL_UNIQUE_ID},
    {EXIF, "LensSerialNumber", TEXT, CL_LENS_SERIAL_NUMBER},
    {EXIF, "UserComment", ALT, CL_COMMENT},

    {EXIF_EX, "BodySerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER},
    {EXIF_EX, "CameraOwnerName", TEXT, CL_CAMERA_OWNER},
    {EXIF_EX, "ImageEditor", TEXT, CL_OTHER},
    {EXIF_EX, "ImageTitle", ANY, CL_TITLE},
    {EXIF_EX, "LensSerialNumber", TEXT, CL_LENS_SERIAL_NUMBER},
    {EXIF_EX, "Photographer", ANY, CL_CREATOR},

    {AUX, "LensSerialNumber", TEXT, CL_LENS_SERIAL_NUMBER},
    {AUX, "OwnerName", TEXT, CL_CAMERA_OWNER},
    {AUX, "SerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER},

    {CC, "attributionName", TEXT, CL_ATTRIBUTION_NAME},
    {CC, "attributionURL", TEXT, CL_ATTRIBUTION_URL},
    {CC, "legalcode", TEXT, CL_TERMS_URL},
    {CC, "license", TEXT, CL_LICENSE},
    {CC, "morePermissions", TEXT, CL_MORE_PERMISSIONS},
    {CC, "prohibits", ANY, CL_LICENSE},
    {CC, "requires", ANY, CL_LICENSE},
    {CC, "useGuidelines", TEXT, CL_TERMS_URL},

    {PRISM, "copyright", ANY, CL_COPYRIGHT},
    {PRISM, "embargoDate", ANY, CL_RELEASE_DATE},
    {PRISM, "event", ANY, CL_EVENT},
    {PRISM, "expirationDate", ANY, CL_EXPIRATION_DATE},
    {PRISM, "expirationTime", ANY, CL_EXPIRATION_DATE},
    {PRISM, "keyword", ANY, CL_KEYWORDS},
    {PRISM, "killDate", ANY, CL_EXPIRATION_DATE},
    {PRISM, "offSaleDate", ANY, CL_EXPIRATION_DATE},
    {PRISM, "organization", ANY, CL_ORGANISATION},
    {PRISM, "person", ANY, CL_PERSON},
    {PRISM, "releaseTime", ANY, CL_RELEASE_DATE},
    {PRISM, "rightsAgent", ANY, CL_LICENSOR},

    {PUR, "adultContentWarning", ANY, CL_ADULT_CONTENT_WARNING},
    {PUR, "agreement", ANY, CL_OTHER_CONSTRAINTS},
    {PUR, "copyright", ANY, CL_COPYRIGHT},
    {PUR, "creditLine", ANY, CL_CREDIT},
    {PUR, "embargoDate", ANY, CL_RELEASE_DATE},
    {PUR, "expirationDate", ANY, CL_EXPIRATION_DATE},
    {PUR, "imageSizeRestriction", ANY, CL_OTHER_CONSTRAINTS},
    {PUR, "permissions", ANY, CL_USAGE_TERMS},
    {PUR, "restrictions", ANY, CL_USAGE_TERMS},
    {PUR, "rightsAgent", ANY, CL_LICENSOR},
    {PUR, "rightsOwner", ANY, CL_RIGHTS_OWNER},

    {PRL, "geography", ANY, CL_REGION_CONSTRAINTS},
    {PRL, "industry", ANY, CL_PRODUCT_OR_SERVICE_CONSTRAINTS},
    {PRL, "usage", ANY, CL_MEDIA_CONSTRAINTS},

    {PDF, "Author", TEXT, CL_CREATOR},
    {PDF, "Copyright", TEXT, CL_COPYRIGHT},
    {PDF, "Keywords", TEXT, CL_KEYWORDS},
    {PDF, "Producer", TEXT, CL_OTHER},
    {PDF, "Subject", TEXT, CL_CAPTION},
    {PDF, "Title", TEXT, CL_TITLE},

    {ACDSEE, "EditStatus", TEXT, CL_EDIT_STATUS},
    {ACDSEE, "FixtureIdentifier", TEXT, CL_FIXTURE_ID},
    {ACDSEE, "ObjectCycle", TEXT, CL_OBJECT_CYCLE},
    {ACDSEE, "OriginatingProgram", TEXT, CL_SOFTWARE},
    {ACDSEE, "ReleaseDate", TEXT, CL_RELEASE_DATE},
    {ACDSEE, "ReleaseTime", CLOCK, CL_RELEASE_DATE},
    {ACDSEE, "author", TEXT, CL_CREATOR},
    {ACDSEE, "caption", TEXT, CL_CAPTION},
    {ACDSEE, "categories", TEXT, CL_OTHER},
    {ACDSEE, "collections", TEXT, CL_OTHER},
    {ACDSEE, "keywords", BAG, CL_KEYWORDS},
    {ACDSEE, "notes", TEXT, CL_COMMENT},
    {ACDSEE, "rating", TEXT, CL_RATING},

    {GETTY, "AssetID", TEXT, CL_IMAGE_SUPPLIER_IMAGE_ID},
    {GETTY, "CameraMakeModel", TEXT, CL_CAMERA_MODEL},
    {GETTY, "CameraSerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER},
    {GETTY, "ParentMEID", TEXT, CL_EVENT_ID},
    {GETTY, "ParentMediaEventID", TEXT, CL_EVENT_ID},
    {GETTY, "Personality", BAG, CL_PERSON},
    {GETTY, "RoutingDestinations", BAG, CL_DESTINATION},

    {LR, "hierarchicalSubject", BAG, CL_KEYWORDS},
    {LR, "weightedFlatSubject", BAG, CL_KEYWORDS},

    {MICROSOFT, "CameraSerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER},
    {MICROSOFT, "LastKeywordIPTC", BAG, CL_KEYWORDS},
    {MICROSOFT, "LastKeywordXMP", BAG, CL_KEYWORDS},

    {PEOPLE, "PersonDisplayName", TEXT, CL_PERSON},
    {REGIONS, "Description", TEXT, CL_OTHER},
    {REGIONS, "Name", TEXT, CL_IMAGE_REGION_NAME},
    {REGIONS, "Type", TEXT, CL_IMAGE_REGION_TYPE},
    {WORDS, "KeywordName", TEXT, CL_KEYWORDS},
    {DIGIKAM, "TagsList", SEQ, CL_KEYWORDS},
    {DIGIKAM, "ImageHistory", TEXT, CL_FIELD_NAME_COUNT},
    {MEDIAPRO, "CatalogSets", BAG, CL_KEYWORDS},
    {MEDIAPRO, "Event", TEXT, CL_EVENT},
    {MEDIAPRO, "People", BAG, CL_PERSON},
    {MECHANIC, "CountryCode", TEXT, CL_COUNTRY_CODE},
    {MECHANIC, "EditStatus", TEXT, CL_EDIT_STATUS},
    {TDM, "reservation", TEXT, CL_TDM_RESERVATION},
};

/* In their structures these mean something else, or mean anything at all only there. */
typedef struct child_entry {
    const char *parent;
    cl_xmp_property property;
} child_entry;

static const child_entry children[] = {
    {"LocationCreated", {EXT, "Sublocation", TEXT, CL_LOCATION_CREATED_SUBLOCATION}},
    {"LocationCreated", {EXT, "City", TEXT, CL_LOCATION_CREATED_CITY}},
    {"LocationCreated", {EXT, "ProvinceState", TEXT, CL_LOCATION_CREATED_STATE}},
    {"LocationCreated", {EXT, "CountryName", TEXT, CL_LOCATION_CREATED_COUNTRY}},
    {"LocationCreated", {EXT, "CountryCode", TEXT, CL_LOCATION_CREATED_COUNTRY_CODE}},
    {"LocationCreated", {EXT, "WorldRegion", TEXT, CL_LOCATION_CREATED_WORLD_REGION}},
    {"LocationCreated", {EXT, "LocationName", ALT, CL_LOCATION_CREATED_NAME}},
    {"LocationCreated", {EXT, "LocationId", BAG, CL_LOCATION_CREATED_ID}},
    {"LocationCreated", {EXIF, "GPSLatitude", POSITION, CL_LOCATION_CREATED_LATITUDE}},
    {"LocationCreated", {EXIF, "GPSLongitude", POSITION, CL_LOCATION_CREATED_LONGITUDE}},
    {"LocationCreated", {EXIF, "GPSAltitude", HEIGHT, CL_LOCATION_CREATED_ALTITUDE}},
    {"LocationCreated", {EXIF, "GPSAltitudeRef", BELOW_SEA, CL_LOCATION_CREATED_ALTITUDE}},

    {"LocationShown", {EXT, "Sublocation", TEXT, CL_LOCATION_SHOWN_SUBLOCATION}},
    {"LocationShown", {EXT, "City", TEXT, CL_LOCATION_SHOWN_CITY}},
    {"LocationShown", {EXT, "ProvinceState", TEXT, CL_LOCATION_SHOWN_STATE}},
    {"LocationShown", {EXT, "CountryName", TEXT, CL_LOCATION_SHOWN_COUNTRY}},
    {"LocationShown", {EXT, "CountryCode", TEXT, CL_LOCATION_SHOWN_COUNTRY_CODE}},
    {"LocationShown", {EXT, "WorldRegion", TEXT, CL_LOCATION_SHOWN_WORLD_REGION}},
    {"LocationShown", {EXT, "LocationName", ALT, CL_LOCATION_SHOWN_NAME}},
    {"LocationShown", {EXT, "LocationId", BAG, CL_LOCATION_SHOWN_ID}},
    {"LocationShown", {EXIF, "GPSLatitude", POSITION, CL_LOCATION_SHOWN_LATITUDE}},
    {"LocationShown", {EXIF, "GPSLongitude", POSITION, CL_LOCATION_SHOWN_LONGITUDE}},
    {"LocationShown", {EXIF, "GPSAltitude", HEIGHT, CL_LOCATION_SHOWN_ALTITUDE}},
    {"LocationShown", {EXIF, "GPSAltitudeRef", BELOW_SEA, CL_LOCATION_SHOWN_ALTITUDE}},

    {"AboutCvTerm", {EXT, "CvTermId", TEXT, CL_ABOUT_TERM}},
    {"AboutCvTerm", {EXT, "CvTermName", ALT, CL_ABOUT_TERM}},
    {"CVterm", {EXT, "CvTermId", TEXT, CL_ABOUT_TERM}},
    {"CVterm", {EXT, "CvTermName", ALT, CL_ABOUT_TERM}},
    {"Genre", {EXT, "CvTermId", TEXT, CL_GENRE}},
    {"Genre", {EXT, "CvTermName", ALT, CL_GENRE}},
    {"PersonCharacteristic", {EXT, "CvTermId", TEXT, CL_PERSON_CHARACTERISTIC}},
    {"PersonCharacteristic", {EXT, "CvTermName", ALT, CL_PERSON_CHARACTERISTIC}},

    {"Contributor", {EXT, "Name", ALT, CL_CONTRIBUTOR}},
    {"Creator", {EXT, "Name", ALT, CL_CREATOR}},
    {"EventExt", {EXT, "Name", ALT, CL_EVENT}},
    {"ImageRegion", {EXT, "Name", ALT, CL_IMAGE_REGION_NAME}},
    {"PersonHeard", {EXT, "Name", ALT, CL_PERSON}},
    {"SupplyChainSource", {EXT, "Name", ALT, CL_SOURCE}},
    {"rCtype", {EXT, "Name", ALT, CL_IMAGE_REGION_TYPE}},
    {"rRole", {EXT, "Name", ALT, CL_IMAGE_REGION_ROLE}},
    {"Contributor", {XMP, "Identifier", BAG, CL_CONTRIBUTOR_ID}},
    {"Creator", {XMP, "Identifier", BAG, CL_OTHER}},
    {"EventExt", {XMP, "Identifier", BAG, CL_EVENT_ID}},
    {"PersonHeard", {XMP, "Identifier", BAG, CL_PERSON_ID}},
    {"SupplyChainSource", {XMP, "Identifier", BAG, CL_OTHER}},
    {"rCtype", {XMP, "Identifier", BAG, CL_IMAGE_REGION_TYPE}},
    {"rRole", {XMP, "Identifier", BAG, CL_IMAGE_REGION_ROLE}},
    {"Contributor", {EXT, "Role", BAG, CL_CONTRIBUTOR_ROLE}},
    {"Creator", {EXT, "Role", BAG, CL_CREATOR_TITLE}},
    {"RecDevice", {EXT, "Manufacturer", TEXT, CL_CAMERA_MAKE}},
    {"RecDevice", {EXT, "ModelName", TEXT, CL_CAMERA_MODEL}},
    {"RecDevice", {EXT, "SerialNumber", TEXT, CL_CAMERA_SERIAL_NUMBER}},

    /* Drawing programs name people as cc:Agent. */
    {"creator", {DC, "title", ANY, CL_CREATOR}},
    {"contributor", {DC, "title", ANY, CL_CONTRIBUTOR}},
    {"publisher", {DC, "title", ANY, CL_PUBLISHER}},
    {"rights", {DC, "title", ANY, CL_COPYRIGHT}},
    {"killDate", {PRISM, "date", ANY, CL_EXPIRATION_DATE}},
    {"offSaleDate", {PRISM, "date", ANY, CL_EXPIRATION_DATE}},
};

/* What these hold besides is kept as it is: rights, and the IPTC's next version. */
static const cl_xmp_property kept[] = {
    {DC, NULL, ANY, CL_OTHER},    {RIGHTS, NULL, ANY, CL_OTHER}, {CORE, NULL, ANY, CL_OTHER},
    {EXT, NULL, ANY, CL_OTHER},   {PLUS, NULL, ANY, CL_OTHER},   {CC, NULL, ANY, CL_OTHER},
    {PRISM, NULL, ANY, CL_OTHER}, {PUR, NULL, ANY, CL_OTHER},    {PRL, NULL, ANY, CL_OTHER},
    {GETTY, NULL, ANY, CL_OTHER}, {TDM, NULL, ANY, CL_OTHER},
};

enum {
    PROPERTIES = sizeof properties / sizeof *properties,
    CHILDREN = sizeof children / sizeof *children,
    KEPT = sizeof kept / sizeof *kept
};

_Static_assert((size_t)PROPERTIES <= (size_t)CL_XMP_NUMBERS, "every property has a number");

/* --- looking up --- */

/* How well a row answers to a name. */
typedef enum likeness {
    LIKE_NOT,
    LIKE_BUT_CAPITALS,
    LIKE_EXACTLY
} likeness;

/* Packets hold many names: most rows are told apart by a byte. */
static bool may_be(const cl_xmp_property *property, uint8_t first)
{
    return (((uint8_t)property->name[0] ^ first) & 0xDFu) == 0;
}

static likeness compare(const cl_xmp_property *property, cl_xmp_space space, cl_span name)
{
    if (property->space != space) {
        return LIKE_NOT;
    }
    cl_span known = cl_span_of(property->name);
    if (cl_span_equal(name, known)) {
        return LIKE_EXACTLY;
    }
    return cl_span_equal_nocase(name, known) ? LIKE_BUT_CAPITALS : LIKE_NOT;
}

static const cl_xmp_property *find_child(cl_xmp_space space, cl_span name, cl_span parent)
{
    const cl_xmp_property *nearly = NULL;
    for (size_t i = 0; i < CHILDREN && parent.len > 0; i++) {
        if (!may_be(&children[i].property, name.data[0])) {
            continue;
        }
        likeness like = compare(&children[i].property, space, name);
        if (like == LIKE_NOT || !cl_span_equal_nocase(cl_span_of(children[i].parent), parent)) {
            continue;
        }
        if (like == LIKE_EXACTLY) {
            return &children[i].property;
        }
        nearly = nearly == NULL ? &children[i].property : nearly;
    }
    return nearly;
}

/* The first row of the namespace. */
static size_t first_of(cl_xmp_space space)
{
    size_t low = 0;
    size_t high = PROPERTIES;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (properties[middle].space < space) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const cl_xmp_property *find(cl_xmp_space space, cl_span name)
{
    const cl_xmp_property *nearly = NULL;
    for (size_t i = first_of(space); i < PROPERTIES && properties[i].space == space; i++) {
        if (!may_be(&properties[i], name.data[0])) {
            continue;
        }
        likeness like = compare(&properties[i], space, name);
        if (like == LIKE_EXACTLY) {
            return &properties[i];
        }
        nearly = like == LIKE_NOT || nearly != NULL ? nearly : &properties[i];
    }
    return nearly;
}

/* Whole sets of metadata that are not the picture's: xmpMM:Pantry keeps those of pictures that went
 * into a composite, cc:License describes a licence. */
static bool is_foreign(cl_xmp_space space, cl_span name)
{
    return (space == CL_XMP_SPACE_MM && cl_span_equal(name, CL_SPAN("Pantry"))) ||
           (space == CL_XMP_SPACE_CC && cl_span_equal(name, CL_SPAN("License")));
}

static cl_xmp_kind kind_of_unknown(cl_xmp_space space, cl_span name, const cl_xmp_property **out)
{
    for (size_t i = 0; i < KEPT && name.len <= CL_XMP_NAME_MAX; i++) {
        if (kept[i].space == space) {
            *out = &kept[i];
            return CL_XMP_UNKNOWN;
        }
    }
    return CL_XMP_UNREAD;
}

cl_xmp_kind cl_xmp_property_of(cl_xmp_space space, cl_span name, cl_span parent,
                               const cl_xmp_property **out)
{
    *out = NULL;
    if (space == CL_XMP_SPACE_COUNT) {
        return CL_XMP_UNKNOWN_SPACE;
    }
    if (space == CL_XMP_SPACE_RDF || space == CL_XMP_SPACE_XML) {
        return CL_XMP_SYNTAX;
    }
    if (name.len == 0 || is_foreign(space, name)) {
        return name.len == 0 ? CL_XMP_UNREAD : CL_XMP_FOREIGN;
    }
    const cl_xmp_property *found = find_child(space, name, parent);
    if (found == NULL) {
        found = find(space, name);
    }
    if (found == NULL) {
        return kind_of_unknown(space, name, out);
    }
    if (found->field == CL_FIELD_NAME_COUNT) {
        return CL_XMP_UNREAD;
    }
    *out = found;
    return CL_XMP_READ;
}

bool cl_xmp_number_of(const cl_xmp_property *property, size_t *out)
{
    /* Rows of the other tables lie outside. */
    uintptr_t distance = (uintptr_t)property - (uintptr_t)properties;
    *out = distance / sizeof *properties;
    return distance < sizeof properties;
}
