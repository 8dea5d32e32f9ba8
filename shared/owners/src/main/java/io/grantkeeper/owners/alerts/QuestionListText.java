package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes one message about several questions that one person is asked or has not answered. */
final class QuestionListText {
    private static final int MAX_HEADLINES = 3;
    private static final int MAX_REASONS = 2;

    private QuestionListText() {}

    /**
     * One question.
     *
     * @param name the identity's name
     * @param severity the identity's severity, which is shown if no finding is left
     * @param why the reasons for asking this person
     * @param page the address of the page with the answers
     */
    record Line(
            String name, String provider, List<Finding> findings, Severity severity, List<String> why, String page) {
        Line {
            findings = List.copyOf(findings);
            why = List.copyOf(why);
        }

        String text(String shown) {
            String risk = worst().name().toLowerCase(Locale.ROOT);
            String headlines = findings.stream()
                    .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::key))
                    .map(Finding::headline)
                    .distinct()
                    .limit(MAX_HEADLINES)
                    .collect(Collectors.joining("; "));
            return headlines.isEmpty()
                    ? "%s (%s)".formatted(shown, risk)
                    : "%s %s (%s)".formatted(shown, headlines, risk);
        }

        Severity worst() {
            return findings.stream()
                    .map(Finding::severity)
                    .reduce(Severity::max)
                    .orElse(severity);
        }
    }

    private static String title(boolean again, int questions) {
        if (questions == 1) {
            return again ? "Reminder: one question waits for your answer" : "One question needs your answer";
        }
        return (again ? "Reminder: %d questions wait for your answer" : "%d questions need your answer")
                .formatted(questions);
    }

    /**
     * Returns the message.
     *
     * @param again whether the person was asked before
     * @param questions the number of questions, which may exceed the number of lines
     */
    static AlertMessage message(boolean again, int questions, List<Line> lines) {
        List<Line> ordered = lines.stream()
                .sorted(Comparator.comparing(Line::worst).reversed().thenComparing(Line::name))
                .toList();
        List<String> reasons =
                lines.stream().flatMap(line -> line.why().stream()).distinct().toList();
        String why = again
                ? "You have not answered yet. Each app or key needs its own decision."
                : reasons.isEmpty() || reasons.size() > MAX_REASONS
                        ? "Each app or key needs its own decision."
                        : "You are asked because %s. Each app or key needs its own decision."
                                .formatted(String.join(", and because ", reasons));
        List<AnswerChoice> choices = new ArrayList<>();
        List<String> names = AlertBatchText.distinct(
                ordered.stream().map(Line::name).toList(), at -> ordered.get(at).provider());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            texts.add(ordered.get(i).text(names.get(i)));
            choices.add(
                    AlertBatchText.choice(i + 1, names.get(i), ordered.get(i).page()));
        }
        return new AlertMessage(
                title(again, questions),
                "Apps and keys",
                ordered.stream().map(Line::worst).reduce(Severity::max).orElse(Severity.UNKNOWN),
                why,
                List.of(),
                texts,
                "",
                List.of(),
                "",
                "What waits for your answer",
                choices);
    }
}
