package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.util.Locale;
import java.util.TimeZone;

/** Checks that the machine's time zone and locale do not change the result. */
final class TimeZoneAndLocaleCheck {
    private final ContractContext run;

    TimeZoneAndLocaleCheck(ContractContext run) {
        this.run = run;
    }

    /**
     * Checks that one combination of time zone and locale does not change the result.
     *
     * @param locale a BCP 47 tag, for example for Turkish (which has its own letter i), Arabic (its own digits) or Thai
     *     (its own calendar)
     */
    void hasNoEffect(AccessStream stream, String zone, String locale) throws ConnectorException {
        FullStreamRead usual = run.faultFreeWalk(stream);
        TimeZone zoneBefore = TimeZone.getDefault();
        Locale localeBefore = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(run.walk(stream, run.provider(), TrafficInterceptor.NONE).taken())
                    .as("the rows that are read with time zone %s and locale %s", zone, locale)
                    .isEqualTo(usual.taken());
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(localeBefore);
        }
    }
}
