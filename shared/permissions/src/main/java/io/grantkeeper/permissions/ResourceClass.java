package io.grantkeeper.permissions;

import java.util.Locale;

/** The class of a capability's resource, in terms that apply to every provider. */
public enum ResourceClass {
    MAIL,
    FILES,
    CALENDAR,
    CHAT,
    MEETINGS,
    CONTACTS,
    TASKS,
    NOTES,
    CODE,
    WORKFLOWS,
    PACKAGES,
    SECRETS,
    DIRECTORY,
    IDENTITY_ADMINISTRATION,
    POLICY,
    AUDIT,
    SECURITY,
    FINANCE,
    CRM,
    TICKETS,
    DOCUMENTS,
    DATA_WAREHOUSE,
    INFRASTRUCTURE,
    DEVICES,
    PROFILE,
    AI_MODELS,
    APPS,
    ANALYTICS,
    MARKETING,
    EDUCATION,
    HEALTH,
    LOCATION,
    CONTENT,
    SETTINGS,
    TELEPHONY,
    EVERYTHING,
    SESSION,
    OTHER;

    /** Returns the name for JSON and the rule files: lowercase words joined with hyphens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ResourceClass ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
