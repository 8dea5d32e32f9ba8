package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.util.Locale;
import java.util.TimeZone;

/** The machine's zone and locale change nothing. */
final class SurroundingsCheck {
    private final ContractRun run;

    SurroundingsCheck(ContractRun run) {
        this.run = run;
    }

    /**
     * @param locale as a BCP 47 tag: Turkish has its own i, Arabic its own digits, Thai its own years
     */
    void changeNothing(AccessStream stream, String zone, String locale) throws ConnectorException {
        Walk usual = run.undisturbed(stream);
        TimeZone zoneBefore = TimeZone.getDefault();
        Locale localeBefore = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(run.walk(stream, run.provider(), Interference.NONE).taken())
                    .as("what is read in %s, %s", zone, locale)
                    .isEqualTo(usual.taken());
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(localeBefore);
        }
    }
}
