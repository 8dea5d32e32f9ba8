package io.grantkeeper.functions.plansweep;

import io.grantkeeper.functions.connections.ActiveConfiguration;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * Records a changed configuration in the ledger before a sweep is planned with it. The sweep continues even if
 * recording fails; the next sweep tries again.
 */
final class RecordConfigurationChange implements Runnable {
    private final Logger log = FunctionLoggers.of(RecordConfigurationChange.class);
    private final ConfigurationRecorder recorder;
    private final ActiveConfiguration configuration;
    private final Clock clock;
    private boolean told;

    RecordConfigurationChange(ConfigurationRecorder recorder, ActiveConfiguration configuration, Clock clock) {
        this.recorder = recorder;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public synchronized void run() {
        if (told) {
            return;
        }
        try {
            boolean _ = recorder.recordActive(configuration.tenant(), configuration.document(), clock.instant());
            told = true;
        } catch (RuntimeException e) {
            log.log(
                    Level.WARNING,
                    "the configuration change is not recorded in the ledger yet; the next sweep retries: {0}",
                    ExceptionSummary.describe(e));
        }
    }
}
