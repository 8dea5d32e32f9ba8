package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The facts that summaries, and messages about several identities, may state. */
final class PacingScenes {
    private PacingScenes() {}

    private record FirstSweep(String provider, ConnectionId connection, int identities, List<WithheldAlert> withheld) {
        List<String> texts() {
            return PacingScenes.texts(FirstSweepReport.message(
                    List.of(new FirstSweepReport.Sweep(provider, connection, identities, withheld))));
        }
    }

    private record FirstSweeps(List<FirstSweepReport.Sweep> sweeps) {
        List<String> texts() {
            return PacingScenes.texts(FirstSweepReport.message(sweeps));
        }
    }

    private record Questions(boolean again, List<QuestionListText.Line> lines) {
        List<String> texts() {
            return PacingScenes.texts(QuestionListText.message(again, lines.size(), lines));
        }
    }

    private static Questions questions(boolean again, int count) {
        return new Questions(
                again,
                IntStream.range(0, count)
                        .mapToObj(number -> new QuestionListText.Line(
                                "Otter" + number,
                                "Slack",
                                number == 0
                                        ? List.of()
                                        : List.of(ModelSamples.finding(
                                                ModelSamples.appId("otter"), "f" + number, Severity.HIGH)),
                                Severity.MEDIUM,
                                List.of("Dana was asked and has not answered"),
                                "https://acme.example/answers/" + number))
                        .toList());
    }

    private record Title(AlertBatch.Kind kind, Optional<String> leaver, String name, int parts) {
        List<String> texts() {
            return List.of(AlertBatchText.title(kind, leaver, name, parts));
        }
    }

    private record Names(List<String> names, String provider) {
        List<String> texts() {
            return AlertBatchText.distinct(names, _ -> provider);
        }
    }

    private record Risk(int identities, int critical, int high, int ownerless) {
        List<String> texts() {
            return List.of(WeeklySummary.exposure(identities, critical, high, ownerless));
        }
    }

    private record Withheld(int alerts) {
        List<String> texts() {
            return List.of(WeeklySummary.withheld(alerts));
        }
    }

    static SentenceReview addTo(SentenceReview review) {
        List<WithheldAlert> one = List.of(withheld(0));
        List<WithheldAlert> many =
                IntStream.range(0, 30).mapToObj(PacingScenes::withheld).toList();
        return review.without("owner …", "the subject of a ledger entry")
                .without("severity …", "the subject of a ledger entry")
                .scene(
                        "first sweep",
                        new FirstSweep("Google Workspace", ModelSamples.ACME, 40, one),
                        FirstSweep::texts,
                        List.of(new FirstSweep(
                                "Google Workspace",
                                ModelSamples.ACME,
                                40,
                                List.of(
                                        withheld(0),
                                        new WithheldAlert(
                                                ModelSamples.appId("b"),
                                                "lee@acme.example",
                                                "Lee",
                                                "Zapier",
                                                Optional.empty(),
                                                List.of("f"),
                                                Severity.LOW,
                                                WithheldReason.BASELINE,
                                                ModelSamples.NOON,
                                                Optional.empty())))))
                .scene("first sweep of much", new FirstSweep("GitHub", ModelSamples.OTHER, 90, many), FirstSweep::texts)
                .scene(
                        "first sweeps",
                        new FirstSweeps(List.of(
                                new FirstSweepReport.Sweep("Google Workspace", ModelSamples.ACME, 40, one),
                                new FirstSweepReport.Sweep("GitHub", ModelSamples.OTHER, 90, many))),
                        FirstSweeps::texts)
                .scene("reminder of several questions", questions(true, 3), Questions::texts)
                .scene("reminder of one question", questions(true, 1), Questions::texts)
                .scene("several questions", questions(false, 3), Questions::texts)
                .scene("one question", questions(false, 1), Questions::texts)
                .scene("leaver", new Title(AlertBatch.Kind.SUBJECT, Optional.of("Dana"), "x", 3), Title::texts)
                .scene("product", new Title(AlertBatch.Kind.SUBJECT, Optional.empty(), "Otter", 3), Title::texts)
                .scene("daily summary", new Title(AlertBatch.Kind.SUMMARY, Optional.empty(), "x", 3), Title::texts)
                .scene(
                        "one name at two providers",
                        new Names(List.of("Otter", "Zapier", "Otter"), "Slack"),
                        Names::texts)
                .scene("exposure", new Risk(9, 1, 2, 3), Risk::texts)
                .scene("withheld", new Withheld(7), Withheld::texts)
                .scene(
                        "week",
                        new WeeklySummary.Week(
                                "Dana",
                                "dana@acme.example",
                                List.of("Otter is new", "Zapier is new"),
                                List.of("Otter"),
                                3,
                                ""),
                        week -> texts(WeeklySummary.message(week)));
    }

    private static WithheldAlert withheld(int number) {
        IdentityId id = ModelSamples.appId("app" + number);
        return new WithheldAlert(
                id,
                "dana@acme.example",
                "Dana",
                "Otter" + number,
                Optional.empty(),
                List.of("shadow-ai"),
                Severity.HIGH,
                WithheldReason.BASELINE,
                ModelSamples.NOON,
                Optional.empty());
    }

    private static List<String> texts(AlertMessage message) {
        List<String> texts =
                new ArrayList<>(List.of(message.title(), message.subject(), message.why(), message.reachesTitle()));
        texts.addAll(message.reaches());
        return texts;
    }
}
