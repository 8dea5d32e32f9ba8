package io.grantkeeper.identity.question;

/** As whom a person is asked; in the order in which they are. */
public enum AskedAs {
    OWNER("the owner"),
    BACKUP("the backup owner"),
    MANAGER("the owner's manager"),
    SECURITY_TEAM("the security team");

    private final String words;

    AskedAs(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
