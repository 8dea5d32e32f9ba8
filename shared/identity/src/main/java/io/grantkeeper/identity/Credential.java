package io.grantkeeper.identity;

/**
 * A credential of an identity: metadata only, never the secret.
 *
 * @param key a key that is unique and stable within the identity
 * @param hint text that helps a person recognize the credential: at most a name or the few characters that the provider
 *     shows; may be empty
 */
public record Credential(
        String key,
        CredentialType type,
        String hint,
        ProviderStatus standing,
        Timestamp created,
        Timestamp expires,
        Timestamp lastUsed,
        Timestamp lastRotated) {

    /**
     * Returns a credential with only its key, type and hint. The {@code with} methods add further values that a
     * provider reports.
     */
    public static Credential of(String key, CredentialType type, String hint) {
        return new Credential(
                key,
                type,
                hint,
                ProviderStatus.UNKNOWN,
                Timestamp.unknown(),
                Timestamp.unknown(),
                Timestamp.unknown(),
                Timestamp.unknown());
    }

    public Credential withStanding(ProviderStatus value) {
        return new Credential(key, type, hint, value, created, expires, lastUsed, lastRotated);
    }

    public Credential withLifetime(Timestamp newCreated, Timestamp newExpires) {
        return new Credential(key, type, hint, standing, newCreated, newExpires, lastUsed, lastRotated);
    }

    public Credential withLastUsed(Timestamp value) {
        return new Credential(key, type, hint, standing, created, expires, value, lastRotated);
    }

    public Credential withLastRotated(Timestamp value) {
        return new Credential(key, type, hint, standing, created, expires, lastUsed, value);
    }
}
