package io.grantkeeper.connector.activity;

/**
 * The class of an operation, in the terms of the permission vocabulary: a resource class and an action, by their wire
 * names. "Reads mail" is the same class for every provider.
 */
public record ActivityClass(String resource, String action) {
    /** An operation whose meaning is unknown. */
    public static final ActivityClass OTHER = new ActivityClass("other", "run");

    /** Signing in or obtaining a token. */
    public static final ActivityClass SESSION = new ActivityClass("session", "create");

    /** Returns whether operations of this class change who may do what. */
    public boolean isAdministrative() {
        return switch (resource) {
            case "identity-administration", "policy", "audit", "security" -> changes();
            default -> false;
        };
    }

    /** Returns whether operations of this class read content that is worth stealing. */
    public boolean isSensitiveRead() {
        return switch (resource) {
            case "mail", "files", "chat", "code", "secrets", "crm", "data-warehouse", "finance", "documents" ->
                !changes();
            default -> false;
        };
    }

    public boolean changes() {
        return !action.equals("read") && !action.equals("list");
    }

    @Override
    public String toString() {
        return resource + ":" + action;
    }
}
