package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.AuditSample;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The result of one check.
 *
 * @param ran how many entries from the period the result is based on, keyed by the code of their type; for a check of
 *     the log itself, the number of entries, checkpoints or proofs
 * @param sample the population that was checked, and a sample of it
 * @param deviations the deviations, in the order of the ledger
 */
public record AuditCheckResult(
        AuditCheck check, SequencedMap<String, Long> ran, AuditSample sample, List<AuditException> deviations) {
    public AuditCheckResult {
        ran = new TreeMap<>(ran);
        deviations = List.copyOf(deviations);
    }

    static AuditCheckResult of(
            AuditCheck check, Map<String, Long> ran, AuditSample sample, List<AuditException> exceptions) {
        return new AuditCheckResult(check, new TreeMap<>(ran), sample, exceptions);
    }

    public long count(AuditException.State state) {
        return deviations.stream().filter(each -> each.state() == state).count();
    }
}
