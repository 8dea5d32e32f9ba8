package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The encoding of identity ids in URL paths: base64url, because an id contains slashes and arbitrary characters that a
 * provider chose.
 */
final class EncodedIdentityIds {
    private EncodedIdentityIds() {}

    static String of(IdentityId id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the identity's id; empty if the key is not valid. */
    static Optional<IdentityId> identity(String key) {
        try {
            return parsed(new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Parses the text form of an identity's id. Returns empty if the string is not an id. */
    static Optional<IdentityId> parsed(String text) {
        try {
            return Optional.of(IdentityId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
