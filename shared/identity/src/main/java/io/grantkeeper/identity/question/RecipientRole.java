package io.grantkeeper.identity.question;

/** The role in which a person is asked, in escalation order. */
public enum RecipientRole {
    OWNER("the owner"),
    BACKUP("the backup owner"),
    MANAGER("the owner's manager"),
    SECURITY_TEAM("the security team");

    private final String displayName;

    RecipientRole(String words) {
        this.displayName = words;
    }

    public String displayName() {
        return displayName;
    }
}
