#include "metadata/xmp_map.h"

const char cl_xmp_rdf_uri[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const char cl_xmp_xml_uri[] = "http://www.w3.org/XML/1998/namespace";

typedef enum name_space {
    RDF,
    XML,
    META,
    DC,
    XMP,
    RIGHTS,
    MM,
    NOTE,
    PHOTOSHOP,
    CORE,
    EXT,
    EXT_TYPO,
    PLUS,
    TIFF,
    EXIF,
    CC,
    PUR,
    PRISM,
    PRISM_3,
    PDF,
    ACDSEE,
    GETTY,
    LR,
    TDM,
    SPACE_COUNT
} name_space;

typedef struct space_entry {
    const char *prefix;
    const char *uri;
} space_entry;

static const space_entry spaces[SPACE_COUNT] = {
    [RDF] = {"rdf", cl_xmp_rdf_uri},
    [XML] = {"xml", cl_xmp_xml_uri},
    [META] = {"x", "adobe:ns:meta/"},
    [DC] = {"dc", "http://purl.org/dc/elements/1.1/"},
    [XMP] = {"xmp", "http://ns.adobe.com/xap/1.0/"},
    [RIGHTS] = {"xmpRights", "http://ns.adobe.com/xap/1.0/rights/"},
    [MM] = {"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
    [NOTE] = {"xmpNote", "http://ns.adobe.com/xmp/note/"},
    [PHOTOSHOP] = {"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
    [CORE] = {"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"},
    [EXT] = {"Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"},
    [EXT_TYPO] = {"Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-19/"},
    [PLUS] = {"plus", "http://ns.useplus.org/ldf/xmp/1.0/"},
    [TIFF] = {"tiff", "http://ns.adobe.com/tiff/1.0/"},
    [EXIF] = {"exif", "http://ns.adobe.com/exif/1.0/"},
    [CC] = {"cc", "http://creativecommons.org/ns#"},
    [PUR] = {"pur", "http://prismstandard.org/namespaces/prismusagerights/2.1/"},
    [PRISM] = {"prism", "http://prismstandard.org/namespaces/basic/2.0/"},
    [PRISM_3] = {"prism", "http://prismstandard.org/namespaces/basic/3.0/"},
    [PDF] = {"pdf", "http://ns.adobe.com/pdf/1.3/"},
    [ACDSEE] = {"acdsee", "http://ns.acdsee.com/iptc/1.0/"},
    [GETTY] = {"GettyImagesGIFT", "http://xmp.gettyimages.com/gift/1.0/"},
    [LR] = {"lr", "http://ns.adobe.com/lightroom/1.0/"},
    [TDM] = {"tdm", "http://www.w3.org/ns/tdmrep/"},
};

/* IPTC Photo Metadata Standard 2025.1; PLUS 2.0.1; XMP specification part 2; PRISM usage rights 3.
 */
static const cl_xmp_property properties[] = {
    {DC, "creator", CL_CREATOR},
    {DC, "description", CL_CAPTION},
    {DC, "language", CL_LANGUAGE},
    {DC, "rights", CL_COPYRIGHT},
    {DC, "source", CL_SOURCE},
    {DC, "subject", CL_KEYWORDS},
    {DC, "title", CL_TITLE},
    {DC, "contributor", CL_OTHER},
    {DC, "publisher", CL_OTHER},

    {PHOTOSHOP, "AuthorsPosition", CL_CREATOR_TITLE},
    {PHOTOSHOP, "CaptionWriter", CL_CAPTION_WRITER},
    {PHOTOSHOP, "Category", CL_CATEGORY},
    {PHOTOSHOP, "City", CL_CITY},
    {PHOTOSHOP, "Country", CL_COUNTRY},
    {PHOTOSHOP, "Credit", CL_CREDIT},
    {PHOTOSHOP, "DateCreated", CL_DATE_CREATED},
    {PHOTOSHOP, "Headline", CL_HEADLINE},
    {PHOTOSHOP, "Instructions", CL_INSTRUCTIONS},
    {PHOTOSHOP, "Source", CL_SOURCE},
    {PHOTOSHOP, "State", CL_STATE},
    {PHOTOSHOP, "SupplementalCategories", CL_SUPPLEMENTAL_CATEGORY},
    {PHOTOSHOP, "TransmissionReference", CL_JOB_ID},
    {PHOTOSHOP, "Urgency", CL_URGENCY},

    {RIGHTS, "Certificate", CL_OTHER},
    {RIGHTS, "Marked", CL_COPYRIGHT_MARKED},
    {RIGHTS, "Owner", CL_RIGHTS_OWNER},
    {RIGHTS, "UsageTerms", CL_USAGE_TERMS},
    {RIGHTS, "WebStatement", CL_WEB_STATEMENT},

    {CORE, "AltTextAccessibility", CL_ALT_TEXT},
    {CORE, "CountryCode", CL_COUNTRY_CODE},
    {CORE, "ExtDescrAccessibility", CL_EXTENDED_DESCRIPTION},
    {CORE, "IntellectualGenre", CL_OTHER},
    {CORE, "Location", CL_SUBLOCATION},
    {CORE, "Scene", CL_OTHER},
    {CORE, "SubjectCode", CL_SUBJECT_CODE},
    {CORE, "CreatorContactInfo", CL_CONTACT},
    {CORE, "CiAdrCity", CL_CONTACT},
    {CORE, "CiAdrCtry", CL_CONTACT},
    {CORE, "CiAdrExtadr", CL_CONTACT},
    {CORE, "CiAdrPcode", CL_CONTACT},
    {CORE, "CiAdrRegion", CL_CONTACT},
    {CORE, "CiEmailWork", CL_CONTACT},
    {CORE, "CiTelWork", CL_CONTACT},
    {CORE, "CiUrlWork", CL_CONTACT},

    {EXT, "AISystemUsed", CL_OTHER},
    {EXT, "AISystemVersionUsed", CL_OTHER},
    {EXT, "AIPromptInformation", CL_OTHER},
    {EXT, "AIPromptWriterName", CL_OTHER},
    {EXT, "AddlModelInfo", CL_OTHER},
    {EXT, "Contributor", CL_OTHER},
    {EXT, "DigImageGUID", CL_OTHER},
    {EXT, "DigitalSourceType", CL_DIGITAL_SOURCE_TYPE},
    {EXT, "DigitalSourcefileType", CL_DIGITAL_SOURCE_TYPE},
    {EXT, "EmbdEncRightsExpr", CL_OTHER},
    {EXT, "EncRightsExpr", CL_RIGHTS_EXPRESSION},
    {EXT, "Event", CL_EVENT},
    {EXT, "EventId", CL_OTHER},
    {EXT, "LinkedEncRightsExpr", CL_OTHER},
    {EXT, "LinkedRightsExpr", CL_RIGHTS_EXPRESSION},
    {EXT, "ModelAge", CL_MODEL_AGE},
    {EXT, "OrganisationInImageCode", CL_OTHER},
    {EXT, "OrganisationInImageName", CL_ORGANISATION},
    {EXT, "PersonInImage", CL_PERSON},
    {EXT, "PersonInImageWDetails", CL_PERSON},
    {EXT, "PersonName", CL_PERSON},
    {EXT, "PersonId", CL_OTHER},
    {EXT, "PersonDescription", CL_OTHER},
    {EXT, "PersonCharacteristic", CL_OTHER},
    {EXT, "LocationCreated", CL_SUBLOCATION},
    {EXT, "LocationShown", CL_SUBLOCATION},
    {EXT, "City", CL_CITY},
    {EXT, "CountryCode", CL_COUNTRY_CODE},
    {EXT, "CountryName", CL_COUNTRY},
    {EXT, "LocationId", CL_OTHER},
    {EXT, "LocationName", CL_OTHER},
    {EXT, "ProvinceState", CL_STATE},
    {EXT, "Sublocation", CL_SUBLOCATION},
    {EXT, "WorldRegion", CL_OTHER},

    {PLUS, "AdultContentWarning", CL_ADULT_CONTENT_WARNING},
    {PLUS, "CopyrightOwner", CL_COPYRIGHT_OWNER},
    {PLUS, "CopyrightOwnerID", CL_OTHER},
    {PLUS, "CopyrightOwnerName", CL_COPYRIGHT_OWNER},
    {PLUS, "CopyrightStatus", CL_COPYRIGHT_STATUS},
    {PLUS, "CreditLineRequired", CL_CREDIT_LINE_REQUIRED},
    {PLUS, "DataMining", CL_DATA_MINING},
    {PLUS, "ImageAlterationConstraints", CL_IMAGE_ALTERATION_CONSTRAINTS},
    {PLUS, "ImageCreator", CL_IMAGE_CREATOR},
    {PLUS, "ImageCreatorID", CL_OTHER},
    {PLUS, "ImageCreatorName", CL_IMAGE_CREATOR},
    {PLUS, "ImageDuplicationConstraints", CL_IMAGE_DUPLICATION_CONSTRAINTS},
    {PLUS, "ImageFileConstraints", CL_IMAGE_FILE_CONSTRAINTS},
    {PLUS, "ImageSupplier", CL_IMAGE_SUPPLIER},
    {PLUS, "ImageSupplierID", CL_OTHER},
    {PLUS, "ImageSupplierImageID", CL_IMAGE_SUPPLIER_IMAGE_ID},
    {PLUS, "ImageSupplierName", CL_IMAGE_SUPPLIER},
    {PLUS, "LicenseEndDate", CL_EXPIRATION_DATE},
    {PLUS, "LicenseID", CL_OTHER},
    {PLUS, "LicenseStartDate", CL_RELEASE_DATE},
    {PLUS, "Licensor", CL_LICENSOR},
    {PLUS, "LicensorCity", CL_OTHER},
    {PLUS, "LicensorCountry", CL_OTHER},
    {PLUS, "LicensorEmail", CL_OTHER},
    {PLUS, "LicensorExtendedAddress", CL_OTHER},
    {PLUS, "LicensorID", CL_OTHER},
    {PLUS, "LicensorName", CL_LICENSOR},
    {PLUS, "LicensorPostalCode", CL_OTHER},
    {PLUS, "LicensorRegion", CL_OTHER},
    {PLUS, "LicensorStreetAddress", CL_OTHER},
    {PLUS, "LicensorTelephone1", CL_OTHER},
    {PLUS, "LicensorTelephone2", CL_OTHER},
    {PLUS, "LicensorURL", CL_LICENSOR_URL},
    {PLUS, "MediaConstraints", CL_MEDIA_CONSTRAINTS},
    {PLUS, "MediaSummaryCode", CL_MEDIA_SUMMARY_CODE},
    {PLUS, "MinorModelAgeDisclosure", CL_MINOR_AGE},
    {PLUS, "ModelReleaseID", CL_OTHER},
    {PLUS, "ModelReleaseStatus", CL_MODEL_RELEASE},
    {PLUS, "OtherConditions", CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherConstraints", CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherLicenseInfo", CL_OTHER_CONSTRAINTS},
    {PLUS, "OtherLicenseRequirements", CL_OTHER_CONSTRAINTS},
    {PLUS, "ProductOrServiceConstraints", CL_PRODUCT_OR_SERVICE_CONSTRAINTS},
    {PLUS, "PropertyReleaseID", CL_OTHER},
    {PLUS, "PropertyReleaseStatus", CL_PROPERTY_RELEASE},
    {PLUS, "RegionConstraints", CL_REGION_CONSTRAINTS},
    {PLUS, "Reuse", CL_REUSE},
    {PLUS, "TermsAndConditionsText", CL_USAGE_TERMS},
    {PLUS, "TermsAndConditionsURL", CL_OTHER},

    {TIFF, "Artist", CL_CREATOR},
    {TIFF, "Copyright", CL_COPYRIGHT},
    {TIFF, "ImageDescription", CL_CAPTION},
    {EXIF, "DateTimeOriginal", CL_DATE_CREATED},
    {EXIF, "UserComment", CL_COMMENT},

    {CC, "attributionName", CL_ATTRIBUTION_NAME},
    {CC, "attributionURL", CL_OTHER},
    {CC, "license", CL_LICENSE},
    {CC, "morePermissions", CL_OTHER},

    {PUR, "copyright", CL_COPYRIGHT},
    {PUR, "creditLine", CL_CREDIT},
    {PUR, "embargoDate", CL_RELEASE_DATE},
    {PUR, "expirationDate", CL_EXPIRATION_DATE},
    {PUR, "permissions", CL_USAGE_TERMS},
    {PUR, "restrictions", CL_USAGE_TERMS},
    {PUR, "rightsAgent", CL_OTHER},
    {PUR, "rightsOwner", CL_RIGHTS_OWNER},

    {PRISM, "embargoDate", CL_RELEASE_DATE},
    {PRISM, "expirationDate", CL_EXPIRATION_DATE},
    {PRISM, "offSaleDate", CL_EXPIRATION_DATE},

    {ACDSEE, "EditStatus", CL_EDIT_STATUS},
    {ACDSEE, "FixtureIdentifier", CL_FIXTURE_ID},
    {ACDSEE, "ObjectCycle", CL_OTHER},
    {ACDSEE, "ReleaseDate", CL_RELEASE_DATE},
    {ACDSEE, "ReleaseTime", CL_OTHER},

    {PDF, "Copyright", CL_COPYRIGHT},
    {PDF, "Keywords", CL_KEYWORDS},
    {GETTY, "AssetID", CL_OTHER},
    {GETTY, "Personality", CL_PERSON},
    {LR, "hierarchicalSubject", CL_OTHER},
    {NOTE, "HasExtendedXMP", CL_OTHER},
    {TDM, "policy", CL_OTHER},
    {TDM, "reservation", CL_TDM_RESERVATION},
};

static name_space space_of(cl_span uri)
{
    for (size_t i = 0; i < SPACE_COUNT; i++) {
        if (cl_span_equal(uri, cl_span_of(spaces[i].uri))) {
            return i == EXT_TYPO ? EXT : i == PRISM_3 ? PRISM : (name_space)i;
        }
    }
    return SPACE_COUNT;
}

cl_xmp_kind cl_xmp_property_of(cl_span uri, cl_span name, const cl_xmp_property **out)
{
    *out = NULL;
    name_space space = space_of(uri);
    if (space == SPACE_COUNT) {
        return CL_XMP_UNKNOWN_SPACE;
    }
    if (space == RDF || space == XML) {
        return CL_XMP_SYNTAX;
    }
    /* xmpMM:Pantry keeps the whole metadata of pictures that went into a composite. */
    if (space == MM && cl_span_equal(name, CL_SPAN("Pantry"))) {
        return CL_XMP_FOREIGN;
    }
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (properties[i].space == space && cl_span_equal(name, cl_span_of(properties[i].name))) {
            *out = &properties[i];
            return CL_XMP_READ;
        }
    }
    return CL_XMP_UNREAD;
}

const char *cl_xmp_prefix_of(const cl_xmp_property *property)
{
    return spaces[property->space].prefix;
}

cl_span cl_xmp_usual_uri(cl_span prefix)
{
    for (size_t i = 0; i < SPACE_COUNT; i++) {
        if (cl_span_equal(prefix, cl_span_of(spaces[i].prefix))) {
            return cl_span_of(spaces[i].uri);
        }
    }
    return CL_EMPTY_SPAN;
}
