package io.grantkeeper.permissions;

import java.util.Locale;

/** What kind of thing a capability is about, in words that hold across providers. */
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

    /** The name used in JSON and in the rule files: lower case, words joined with a hyphen. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ResourceClass ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
