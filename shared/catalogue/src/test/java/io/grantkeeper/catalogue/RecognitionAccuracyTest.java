package io.grantkeeper.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Measures the recogniser on a list that was put together apart from the catalogue. */
class RecognitionAccuracyTest {

    private static final List<LabelledApps.Labelled> APPS = LabelledApps.all();

    private record Outcome(LabelledApps.Labelled app, Recognition answer) {}

    private static final List<Outcome> OUTCOMES = APPS.stream()
            .map(app -> new Outcome(app, AppCatalogue.standard().recognise(app.description())))
            .toList();

    @Test
    void theListHoldsAtLeastThreeHundredAiAppsAndSixHundredOthers() {
        assertThat(APPS.stream().filter(LabelledApps.Labelled::ai).count()).isGreaterThanOrEqualTo(300);
        assertThat(APPS.stream().filter(app -> !app.ai()).count()).isGreaterThanOrEqualTo(600);
        assertThat(APPS.stream().map(LabelledApps.Labelled::displayName))
                .contains("Daikin", "Chair", "Email", "Mailchimp", "Air");
    }

    @Test
    void recallIsAtLeast97PercentAndPrecisionAtLeast99Percent() {
        long ai = APPS.stream().filter(LabelledApps.Labelled::ai).count();
        List<Outcome> yes = OUTCOMES.stream().filter(o -> o.answer().isAi()).toList();
        long right = yes.stream().filter(o -> o.app().ai()).count();
        double recall = (double) right / ai;
        double precision = (double) right / yes.size();
        System.out.printf(
                Locale.ROOT,
                "AI recognition: %d AI and %d other apps, recall %.4f (%d missed), precision %.4f (%d wrong)%n",
                ai,
                APPS.size() - ai,
                recall,
                ai - right,
                precision,
                yes.size() - right);
        OUTCOMES.stream()
                .filter(o -> o.app().ai() != o.answer().isAi())
                .forEach(o -> System.out.println("  " + (o.app().ai() ? "missed " : "wrong  ")
                        + o.app().displayName() + ": " + o.answer().verdict() + " "
                        + o.answer().evidence().stream().map(Evidence::sentence).toList()));
        assertThat(recall).isGreaterThanOrEqualTo(0.97);
        assertThat(precision).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void confidenceIsCalibratedWithinTenPointsForEachVerdict() {
        for (Verdict verdict : List.of(Verdict.YES, Verdict.NO)) {
            List<Outcome> given = OUTCOMES.stream()
                    .filter(o -> o.answer().verdict() == verdict)
                    .toList();
            double stated = given.stream()
                    .mapToDouble(o -> o.answer().confidence())
                    .average()
                    .orElseThrow();
            double observed = given.stream()
                            .filter(o -> o.app().ai() == (verdict == Verdict.YES))
                            .count()
                    / (double) given.size();
            System.out.printf(
                    Locale.ROOT,
                    "  %s: given %d times, stated confidence %.3f, right %.3f%n",
                    verdict,
                    given.size(),
                    stated,
                    observed);
            assertThat(observed).as("share of right answers among %s", verdict).isBetween(stated - 0.1, 1.0);
        }
    }
}
