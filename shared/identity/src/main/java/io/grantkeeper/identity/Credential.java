package io.grantkeeper.identity;

/**
 * Something an identity proves itself with: only what is known about it, never the secret.
 *
 * @param key unique and stable within the holder
 * @param hint what a person can tell it apart by, at most a name or the few characters a provider shows; may be empty
 */
public record Credential(
        String key,
        CredentialType type,
        String hint,
        Standing standing,
        Moment created,
        Moment expires,
        Moment lastUsed,
        Moment lastRotated) {

    /** A credential of which nothing is known but that it exists. */
    public static Credential of(String key, CredentialType type, String hint) {
        return new Credential(
                key,
                type,
                hint,
                Standing.UNKNOWN,
                Moment.unknown(),
                Moment.unknown(),
                Moment.unknown(),
                Moment.unknown());
    }

    public Credential withStanding(Standing value) {
        return new Credential(key, type, hint, value, created, expires, lastUsed, lastRotated);
    }

    public Credential withLifetime(Moment newCreated, Moment newExpires) {
        return new Credential(key, type, hint, standing, newCreated, newExpires, lastUsed, lastRotated);
    }

    public Credential withLastUsed(Moment value) {
        return new Credential(key, type, hint, standing, created, expires, value, lastRotated);
    }

    public Credential withLastRotated(Moment value) {
        return new Credential(key, type, hint, standing, created, expires, lastUsed, value);
    }
}
