package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.json.CanonicalJson;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.ConfigurationStore.RecordedConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Records changes to the configuration in the ledger. Only salted digests are recorded, one for each top-level member
 * and connection, so the ledger shows which part changed and when, but not its content. Whitespace and the order of
 * members do not affect the digests. If an earlier configuration becomes active again, it is recorded again.
 */
public final class ConfigurationRecorder {
    private final ConfigurationStore told;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public ConfigurationRecorder(ConfigurationStore told, PendingEntryStore entries, SaltStore saltStore) {
        this.told = told;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    /**
     * Records the active configuration if it differs from the one that was recorded last.
     *
     * @param document the configuration, a JSON object
     * @return whether the configuration was recorded
     * @throws tools.jackson.core.JacksonException if the document is not JSON
     */
    public boolean recordActive(TenantId tenant, String document, Instant at) {
        RecordedConfiguration last = told.last(tenant).orElse(new RecordedConfiguration(-1, "", ""));
        String text = EntryEvidence.digest(document);
        if (last.document().equals(text)) {
            return false;
        }
        Pseudonyms names = new Pseudonyms(saltStore);
        JsonNode configuration = CanonicalJson.read(document);
        String digest = digest(names, tenant, configuration);
        if (last.digest().equals(digest)) {
            told.save(tenant, new RecordedConfiguration(last.number(), digest, text));
            return false;
        }
        RecordedConfiguration next = new RecordedConfiguration(last.number() + 1, digest, text);
        Map<String, String> parts = new TreeMap<>();
        configuration
                .properties()
                .forEach(member -> addParts(names, tenant, member.getKey(), member.getValue(), parts));
        boolean isNew = entries.add(
                tenant,
                LedgerEntry.of(
                        entryId(next.number(), digest),
                        tenant,
                        at,
                        new LedgerEvent.ConfigurationChanged(digest, parts),
                        EntryActor.function("configuration")));
        told.save(tenant, next);
        return isNew;
    }

    /** Returns the id of the entry that records a configuration. */
    public static String entryId(long number, String digest) {
        return "configuration.changed/%d/%s".formatted(number, digest);
    }

    /**
     * Adds the digest of a top-level member to {@code parts}. The connections are separate parts, each named by its id.
     */
    private static void addParts(
            Pseudonyms names, TenantId tenant, String name, JsonNode value, Map<String, String> parts) {
        if (value.isArray() && name.equals("connections")) {
            int index = 0;
            for (JsonNode connection : value) {
                String id = connection.path("id").asString("#" + index);
                parts.put("connections/" + id, digest(names, tenant, connection));
                index++;
            }
        } else {
            parts.put(name, digest(names, tenant, value));
        }
    }

    private static String digest(Pseudonyms names, TenantId tenant, JsonNode value) {
        return names.ofInstallation(tenant, new String(CanonicalJson.write(value), StandardCharsets.UTF_8));
    }
}
