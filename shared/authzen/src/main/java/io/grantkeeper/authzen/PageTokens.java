package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a search goes on: sealed, and bound to the search it belongs to, so that it leads nowhere in another one. It
 * holds no time: it stays good as long as the list does.
 */
final class PageTokens {
    private static final String PURPOSE = "search";

    private final Seal seal;

    PageTokens(Seal seal) {
        this.seal = seal;
    }

    /**
     * A place in a list of candidates.
     *
     * @param slice the list's own cursor of the slice; empty for the first
     * @param offset within the slice
     */
    record Place(Optional<String> slice, int offset) {
        static final Place START = new Place(Optional.empty(), 0);
    }

    /** What a token says, once it is known to be ours. */
    record Resumed(Place place, int limit) {}

    String token(String search, int limit, Place place) {
        return seal.seal(
                PURPOSE,
                "%s %d %d %s"
                        .formatted(search, limit, place.offset(), place.slice().orElse("")));
    }

    /** @param search the digest of the search that the token is presented with */
    Resumed read(String token, String search) {
        String[] parts = seal.open(PURPOSE, token)
                .map(text -> text.split(" ", 4))
                .orElseThrow(() -> RefusedException.badRequest(
                        "'page.token' is no 'next_token' of ours; send the one of the answer before, unchanged"));
        if (parts.length != 4 || !parts[0].equals(search)) {
            throw RefusedException.badRequest(
                    "'page.token' belongs to another search; send the same subject, action, resource and context with it");
        }
        return new Resumed(
                new Place(parts[3].isEmpty() ? Optional.empty() : Optional.of(parts[3]), Integer.parseInt(parts[2])),
                Integer.parseInt(parts[1]));
    }

    /** The same for every way to write the same search: members in any order, whatever else is in the body. */
    static String digest(String kind, JsonNode body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(kind.getBytes(StandardCharsets.UTF_8));
            for (String member : new String[] {"subject", "action", "resource", "context"}) {
                JsonNode json = body.path(member);
                String text = json.isObject() ? JsonTrees.write(JsonValues.object(JsonValues.members(json))) : "";
                sha256.update((byte) 0);
                sha256.update(text.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
