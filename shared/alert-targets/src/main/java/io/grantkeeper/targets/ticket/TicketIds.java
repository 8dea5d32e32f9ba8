package io.grantkeeper.targets.ticket;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of tickets, and the keys that targets know. An id is derived from the finding and the target, so that every
 * attempt to create the same ticket uses the same id. The id is a digest, because targets store it in fields that many
 * people can read.
 */
public final class TicketIds {
    private static final Pattern KEY = Pattern.compile("(gk-[0-9a-f]{32})-([1-9][0-9]{0,5})");

    private TicketIds() {}

    public static String of(TenantId tenant, String target, IdentityId identity, String finding) {
        String name = String.join("\n", tenant.toString(), target, identity.toString(), finding);
        return "gk-" + Sha256.shortHex(name);
    }

    /**
     * A key that a target sent back.
     *
     * @param id the id of the ticket
     * @param round the ticket's sequence number among the tickets that the finding has had in the target
     */
    public record Key(String id, int round) {
        /** Parses a key. Returns empty if the string is not a key. */
        public static Optional<Key> parse(String text) {
            return Optional.of(KEY.matcher(text))
                    .filter(Matcher::matches)
                    .map(found -> new Key(found.group(1), Integer.parseInt(found.group(2))));
        }
    }
}
