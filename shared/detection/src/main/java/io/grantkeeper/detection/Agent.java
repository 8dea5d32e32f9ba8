package io.grantkeeper.detection;

import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One app or agent, wherever it is seen: the identities that it has at several providers and under several client ids
 * are its aliases.
 *
 * @param id the product's id in the catalogue; of what was not recognised, the first alias's id
 * @param aliases at least one, gravest first
 * @param severity that of the gravest alias
 * @param reaches what it can do in sum, by provider, gravest alias first
 * @param lastUsed the latest use under any alias
 */
public record Agent(
        String id,
        String name,
        Optional<String> product,
        AiVerdict ai,
        Severity severity,
        List<IdentitySummary> aliases,
        SequencedMap<ProviderId, List<String>> reaches,
        Moment lastUsed) {}
