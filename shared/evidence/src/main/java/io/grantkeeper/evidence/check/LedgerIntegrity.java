package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.AuditSample;
import io.grantkeeper.evidence.history.PopulationItem;
import java.util.List;

/**
 * The result of recomputing the log from its entries.
 *
 * @param problems contradictions between the entries and the signed checkpoints; empty if there are none
 * @param continued how many earlier checkpoints were verified by recomputing their root hashes
 * @param proved the entries whose inclusion proofs were verified
 */
public record LedgerIntegrity(List<String> problems, int continued, List<PopulationItem> proved) {
    public LedgerIntegrity {
        problems = List.copyOf(problems);
        proved = List.copyOf(proved);
    }

    AuditSample provedSample() {
        return new AuditSample(proved.size(), proved);
    }
}
