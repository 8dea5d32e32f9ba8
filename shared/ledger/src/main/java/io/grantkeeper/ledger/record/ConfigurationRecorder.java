package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.json.CanonicalJson;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.ConfigurationStore.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Tells when the configuration in force is another than the one told last: by the salted digest of each of its parts, so
 * that the record shows which part changed and when, and nothing of what it says. Layout and the order of members are no
 * change. A configuration that returns after another is told again.
 */
public final class ConfigurationRecorder {
    private final ConfigurationStore told;
    private final EntryStore entries;
    private final Salts salts;

    public ConfigurationRecorder(ConfigurationStore told, EntryStore entries, Salts salts) {
        this.told = told;
        this.entries = entries;
        this.salts = salts;
    }

    /**
     * Looks at the configuration that is in force now.
     *
     * @param document its JSON, an object
     * @return whether it was new
     * @throws tools.jackson.core.JacksonException where it is no JSON
     */
    public boolean inForce(TenantId tenant, String document, Instant at) {
        Told last = told.last(tenant).orElse(new Told(-1, "", ""));
        String text = Evidence.digest(document);
        if (last.document().equals(text)) {
            return false;
        }
        Pseudonyms names = new Pseudonyms(salts);
        JsonNode configuration = CanonicalJson.read(document);
        String digest = digest(names, tenant, configuration);
        if (last.digest().equals(digest)) {
            told.tell(tenant, new Told(last.number(), digest, text));
            return false;
        }
        Told next = new Told(last.number() + 1, digest, text);
        Map<String, String> parts = new TreeMap<>();
        configuration.properties().forEach(member -> parts(names, tenant, member.getKey(), member.getValue(), parts));
        boolean isNew = entries.add(
                tenant,
                Entry.of(
                        "configuration.changed/%d/%s".formatted(next.number(), digest),
                        tenant,
                        at,
                        new Happening.ConfigurationChanged(digest, parts),
                        Actor.function("configuration")));
        told.tell(tenant, next);
        return isNew;
    }

    /** Each connection is a part of its own, by its id. */
    private static void parts(
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
