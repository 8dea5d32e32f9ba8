package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Measures the recognizer on labeled lists that were compiled independently of the catalog. */
class RecognitionAccuracyTest {

    private static final List<LabeledApps.LabeledApp> APPS = LabeledApps.all();

    private record Outcome(LabeledApps.LabeledApp app, AppRecognition answer) {
        boolean isWrong() {
            return app.ai() != answer.isAi();
        }
    }

    /**
     * The accuracy on one list.
     *
     * @param recall the share of AI apps that were recognized as AI
     * @param precision the share of AI apps among the apps recognized as AI
     */
    private record Accuracy(double recall, double precision) {}

    @Test
    void includesAtLeast300AiAppsAnd600OtherApps() {
        assertThat(APPS.stream().filter(LabeledApps.LabeledApp::ai).count()).isGreaterThanOrEqualTo(300);
        assertThat(APPS.stream().filter(app -> !app.ai()).count()).isGreaterThanOrEqualTo(600);
        assertThat(APPS.stream().map(LabeledApps.LabeledApp::displayName))
                .contains("Daikin", "Chair", "Email", "Mailchimp", "Air");
    }

    @Test
    void reaches97PercentRecallAnd99PercentPrecision() {
        Accuracy accuracy = measure("AI recognition", APPS);

        assertThat(accuracy.recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(accuracy.precision()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void reaches95PercentRecallAndPrecisionOnHardNames() {
        Accuracy accuracy = measure("AI recognition, hard names", LabeledApps.hard());

        assertThat(accuracy.recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(accuracy.precision()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void reaches97PercentRecallAnd99PercentPrecisionOnListsWrittenAfterCatalog() {
        Accuracy accuracy = measure("AI recognition, fresh lists", LabeledApps.fresh());

        assertThat(accuracy.recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(accuracy.precision()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void reaches97PercentRecallAnd99PercentPrecisionOnListsOfSimulatedExaminer() {
        Accuracy accuracy = measure("AI recognition, examiner lists", LabeledApps.examiner());

        assertThat(accuracy.recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(accuracy.precision()).isGreaterThanOrEqualTo(0.99);
    }

    /** The look-alikes have the name of a listed AI product, but the publisher or host of someone else. */
    @Test
    void recognizesAtMost1PercentOfLookAlikesAsAi() {
        List<LabeledApps.LabeledApp> apps = LabeledApps.lookAlikes();
        Accuracy accuracy = measure("AI recognition, look-alikes", apps);

        assertThat(apps.stream().filter(app -> !app.ai()).count()).isGreaterThanOrEqualTo(200);
        assertThat(wronglyYes(apps)).isLessThanOrEqualTo(0.01);
        assertThat(accuracy.recall()).isGreaterThanOrEqualTo(0.97);
    }

    /**
     * A look-alike may be recognized as AI only if its name ends in "AI", because such a name says what the app is, no
     * matter who makes it. Even then, no product is recognized.
     */
    @Test
    void recognizesNoLaterLookAlikeAsAiByItsProductNameAlone() {
        List<Outcome> outcomes = outcomes(LabeledApps.lookAlikesWrittenLater());
        List<Outcome> wrong = outcomes.stream()
                .filter(o -> !o.app().ai() && o.answer().isAi())
                .toList();

        assertThat(wrong).allSatisfy(o -> {
            assertThat(o.app().displayName()).containsPattern("(?i)ai$");
            assertThat(o.answer().product()).isEmpty();
        });
        assertThat(outcomes.stream().filter(o -> o.app().ai()))
                .allMatch(o -> o.answer().isAi());
    }

    private static double wronglyYes(List<LabeledApps.LabeledApp> apps) {
        List<Outcome> others =
                outcomes(apps).stream().filter(o -> !o.app().ai()).toList();
        double share = (double) others.stream().filter(Outcome::isWrong).count() / others.size();
        System.out.printf(Locale.ROOT, "  share of the others that are called AI: %.4f%n", share);
        return share;
    }

    @Test
    void recognizesNamesDespiteAddedWords() {
        List<String> ai = List.of(
                "ChatGPT",
                "Claude",
                "Perplexity",
                "Fireflies",
                "CodeRabbit",
                "Grammarly",
                "Cursor",
                "Gong",
                "Fathom",
                "Glean",
                "Jasper",
                "Lindy",
                "Notion AI",
                "Mistral",
                "DeepL",
                "Devin",
                "Harvey",
                "tl;dv",
                "Granola",
                "v0",
                "豆包",
                "뤼튼");
        List<String> others = List.of(
                "Mailchimp",
                "Daikin",
                "Asana",
                "Zoom",
                "Slack",
                "Trello",
                "DocuSign",
                "Airtable",
                "Box",
                "Email",
                "Chair",
                "Miro",
                "Datadog",
                "GitHub",
                "Okta",
                "Doodle",
                "Aircall",
                "Aikido",
                "Boomerang",
                "Airbrake",
                "Giphy",
                "Linear");
        List<String> decorations = List.of(
                "%s for Slack",
                "%s (Beta)",
                "%s App",
                "%s Integration",
                "%s Inc.",
                "%s GmbH",
                "%s, S.A.",
                "%s K.K.",
                "%s™",
                "%s - Production",
                "%s (staging)",
                "%s v2",
                "%s UAT",
                "[PROD] %s SSO",
                "%s OAuth Client",
                "%s-prod",
                "%s_dev",
                "%s Chrome Extension",
                "%s for iOS",
                "%s macOS",
                "%s Add-in for Outlook",
                "%s | Enterprise",
                "🚀 %s",
                "%s SAML",
                "%s (EU)",
                "%s for Google Workspace™",
                "%s (Acme Corp)",
                "%s Plugin for Jira");
        long kept = 0;
        for (String decoration : decorations) {
            kept += ai.stream()
                    .filter(name -> verdict(decoration.formatted(name)) == AiAppVerdict.YES)
                    .count();
            assertThat(others.stream().map(decoration::formatted).filter(name -> verdict(name) == AiAppVerdict.YES))
                    .isEmpty();
        }
        System.out.printf("AI recognition, decorated names: %d of %d%n", kept, ai.size() * decorations.size());
        assertThat((double) kept / (ai.size() * decorations.size())).isGreaterThan(0.99);
    }

    private static AiAppVerdict verdict(String name) {
        return AppCatalog.standard()
                .recognize(AppDescription.named("google", name))
                .verdict();
    }

    @Test
    void statesConfidenceWithinTenPercentagePointsOfAccuracy() {
        List<Outcome> outcomes = outcomes(APPS);
        for (AiAppVerdict verdict : List.of(AiAppVerdict.YES, AiAppVerdict.NO)) {
            List<Outcome> given = outcomes.stream()
                    .filter(o -> o.answer().verdict() == verdict)
                    .toList();
            double stated = given.stream()
                    .mapToDouble(o -> o.answer().confidence())
                    .average()
                    .orElseThrow();
            double right = given.stream()
                    .filter(o -> o.app().ai() == o.answer().isAi())
                    .count();
            double observed = right / given.size();
            System.out.printf(
                    Locale.ROOT,
                    "  %s: returned %d times, stated confidence %.3f, correct %.3f%n",
                    verdict,
                    given.size(),
                    stated,
                    observed);
            assertThat(observed)
                    .as("share of correct answers among %s", verdict)
                    .isBetween(stated - 0.1, 1.0);
        }
    }

    private static Accuracy measure(String title, List<LabeledApps.LabeledApp> apps) {
        List<Outcome> outcomes = outcomes(apps);
        long ai = outcomes.stream().filter(o -> o.app().ai()).count();
        long yes = outcomes.stream().filter(o -> o.answer().isAi()).count();
        long right =
                outcomes.stream().filter(o -> o.app().ai() && o.answer().isAi()).count();
        Accuracy accuracy = new Accuracy((double) right / ai, (double) right / yes);
        System.out.printf(
                Locale.ROOT,
                "%s: %d AI and %d other apps, recall %.4f (%d missed), precision %.4f (%d wrong)%n",
                title,
                ai,
                apps.size() - ai,
                accuracy.recall(),
                ai - right,
                accuracy.precision(),
                yes - right);
        outcomes.stream()
                .filter(Outcome::isWrong)
                .forEach(o -> System.out.println("  " + (o.app().ai() ? "missed " : "wrong  ")
                        + o.app().displayName() + ": " + o.answer().verdict()));
        return accuracy;
    }

    private static List<Outcome> outcomes(List<LabeledApps.LabeledApp> apps) {
        return apps.stream()
                .map(app -> new Outcome(app, AppCatalog.standard().recognize(app.description())))
                .toList();
    }
}
