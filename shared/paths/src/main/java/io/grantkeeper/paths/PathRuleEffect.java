package io.grantkeeper.paths;

import java.util.Locale;

/** The effect of a permission or role: what it lets its holder control or access. */
public enum PathRuleEffect {
    /** Gives administrative control of the whole provider: tier zero. */
    CONTROL("takes control of the provider"),
    /** Sets the password of people whose roles are no higher than {@code resets.tsv} allows. */
    RESET_PASSWORD(
            "becomes people who sign in with only a password, if their roles are no higher than the table of resets allows"),
    /** Sets the password and the other factors of people whose roles are no higher than {@code resets.tsv} allows. */
    RESET_SIGN_IN("becomes people, however they sign in, if their roles are no higher than the table of resets allows"),
    /** Adds a credential to apps of the provider. */
    APP_CREDENTIAL(
            "becomes any of the provider's apps; for an Okta app administrator, only apps without an administrator role"),
    /** Adds a credential to the identities that the grant names. */
    NAMED_CREDENTIAL("becomes the identities that the grant names"),
    /** Creates tokens or keys for service accounts. */
    SERVICE_ACCOUNT("becomes the provider's service accounts"),
    /** Reads a mailbox that receives password reset emails. */
    READ_MAIL("becomes the mailbox's owner at other providers where that person signs in with only a password"),
    /** Reads a person's files. */
    READ_DRIVE("opens `google:drive/PERSON`"),
    /** Reads a person's direct messages. */
    READ_CHAT("opens `slack:dm/PERSON`; a bot reads only its own conversations"),
    /** Reads files of a repository, but not its Actions secrets. */
    READ_FILE("opens `github:REPO/path`, but not the Actions secrets"),
    /** Changes the code that a repository's workflows run, and reads the repository's files. */
    RUN_CODE("opens `github:REPO` and `github:REPO/path`, and becomes what trusts the repository"),
    /** Reads the values of a vault's secrets. */
    READ_VAULT("opens `microsoft:VAULT`"),
    /** Reads the values of a store's secrets. */
    READ_STORE("opens `aws:STORE`"),
    /** Changes how people sign in through an app of the identity provider. */
    APP_SETTINGS(
            "opens the settings of an app, such as `okta:APP`, and can act as whatever trusts it, and as anyone who signs in elsewhere through it"),
    /** Does everything that the identity's person can do at the provider. */
    ACT_AS_PERSON("has the roles of its person at the provider");

    private final String meaning;

    PathRuleEffect(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the name in the rules, for example {@code reset-password}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the effect, phrased to follow "the identity or person". */
    public String meaning() {
        return meaning;
    }

    static PathRuleEffect ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
