package io.grantkeeper.functions.plansweep;

import io.grantkeeper.functions.connections.ConfigurationInForce;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * Tells the ledger, before anything is planned with it, that the configuration is another. A sweep does not wait for that
 * to succeed: it is tried again with the next.
 */
final class TellConfiguration implements Runnable {
    private final Logger log = Logs.of(TellConfiguration.class);
    private final ConfigurationRecorder recorder;
    private final ConfigurationInForce configuration;
    private final Clock clock;
    private boolean told;

    TellConfiguration(ConfigurationRecorder recorder, ConfigurationInForce configuration, Clock clock) {
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
            boolean _ = recorder.inForce(configuration.tenant(), configuration.document(), clock.instant());
            told = true;
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "the configuration is not told to the ledger yet: {0}", Failures.describe(e));
        }
    }
}
