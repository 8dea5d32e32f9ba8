package io.grantkeeper.detection;

import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One app or agent across all providers: its identities at several providers, or under several client ids, are its
 * aliases.
 *
 * @param id the product's id in the catalog or, if the product was not recognized, the first alias's id
 * @param product the product's id in the catalog; empty if the product was not recognized
 * @param aliases at least one, most severe first
 * @param severity the severity of the most severe alias
 * @param reaches what the product can do, by provider, most severe alias first
 * @param lastUsed the time of the latest use under any alias
 */
public record InventoryProduct(
        String id,
        String name,
        Optional<String> product,
        AiVerdict ai,
        Severity severity,
        List<IdentitySummary> aliases,
        SequencedMap<ProviderId, List<String>> reaches,
        Timestamp lastUsed) {}
