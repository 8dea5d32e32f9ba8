package io.grantkeeper.functions.sealledger;

import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.witness.CosignatureCollector.Answered;
import io.grantkeeper.ledger.witness.WitnessAnswer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Counts the witnesses' responses, and logs each missing cosignature with its reason. */
final class WitnessAnswerReporter {
    private final Logger log = FunctionLoggers.of(WitnessAnswerReporter.class);

    void report(TenantId tenant, Answered answered) {
        String witness = answered.witness().name();
        switch (answered.answer()) {
            case WitnessAnswer.Cosigned _ -> EmbeddedMetrics.count(MetricName.WITNESS_ANSWERS, 1, "cosigned");
            case WitnessAnswer.Ahead(long size) -> {
                EmbeddedMetrics.count(MetricName.WITNESS_ANSWERS, 1, "refused");
                log.log(
                        Level.ERROR,
                        "the witness {0} states that it has cosigned a checkpoint of {1} entries, but the ledger of {2} has"
                                + " fewer: the table may have been rolled back; run 'grantkeeper ledger fsck' with an exported checkpoint",
                        witness,
                        String.valueOf(size),
                        tenant);
            }
            case WitnessAnswer.Refused(String reason) -> {
                EmbeddedMetrics.count(MetricName.WITNESS_ANSWERS, 1, "refused");
                log.log(
                        Level.ERROR,
                        "the witness {0} refused to cosign the checkpoint of {1}: {2}",
                        witness,
                        tenant,
                        reason);
            }
            case WitnessAnswer.Failed(String reason) -> {
                EmbeddedMetrics.count(MetricName.WITNESS_ANSWERS, 1, "failed");
                log.log(
                        Level.WARNING,
                        "the witness {0} did not cosign the checkpoint of {1}: {2}; the next run asks the"
                                + " witness again",
                        witness,
                        tenant,
                        reason);
            }
        }
    }
}
