package io.grantkeeper.authzen;

import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Creates and reads search page tokens. A token is sealed and bound to its search, so it is invalid for any other
 * search. Tokens do not expire.
 */
final class SearchPageTokens {
    private static final String PURPOSE = "search";

    private final TokenSealer seal;

    SearchPageTokens(TokenSealer seal) {
        this.seal = seal;
    }

    /**
     * A position in a list of candidates.
     *
     * @param slice the cursor of the current slice; empty for the first slice
     * @param offset the offset within the slice
     */
    record Position(Optional<String> slice, int offset) {
        static final Position START = new Position(Optional.empty(), 0);
    }

    /** The content of a verified token. */
    record PageToken(Position place, int limit) {}

    String token(String search, int limit, Position place) {
        return seal.seal(
                PURPOSE,
                "%s %d %d %s"
                        .formatted(search, limit, place.offset(), place.slice().orElse("")));
    }

    /**
     * Verifies a page token and returns its content.
     *
     * @param search the digest of the search that the token is used with
     * @throws RequestRejectedException if the token is invalid or belongs to another search
     */
    PageToken read(String token, String search) {
        String[] parts = seal.open(PURPOSE, token)
                .map(text -> text.split(" ", 4))
                .orElseThrow(() -> RequestRejectedException.badRequest(
                        "'page.token' is not valid; send the 'next_token' of the previous response unchanged"));
        if (parts.length != 4 || !parts[0].equals(search)) {
            throw RequestRejectedException.badRequest(
                    "'page.token' belongs to another search; send it with the same subject, action, resource and context");
        }
        return new PageToken(
                new Position(parts[3].isEmpty() ? Optional.empty() : Optional.of(parts[3]), Integer.parseInt(parts[2])),
                Integer.parseInt(parts[1]));
    }

    /**
     * Returns the digest of a search's subject, action, resource and context. Other members of the body and the order
     * of members do not affect it.
     */
    static String digest(String kind, JsonNode body) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(kind.getBytes(StandardCharsets.UTF_8));
        for (String member : new String[] {"subject", "action", "resource", "context"}) {
            JsonNode json = body.path(member);
            String text =
                    json.isObject() ? JsonTrees.write(AttributeValueJson.object(AttributeValueJson.members(json))) : "";
            sha256.update((byte) 0);
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }
}
