package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.question.OwnerAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the {@link AnswerTable}: an answer to one kind of question, and what it does.
 *
 * @param when the condition under which the answer is offered in this form
 * @param label the text of the button, with placeholders
 * @param sentence what the answer will do, with placeholders
 */
record AnswerRow(QuestionTopic topic, AnswerCode answer, AnswerCondition when, String label, String sentence) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** The code of an answer to a question, or to an access request at the decision point. */
    sealed interface AnswerCode {
        String code();

        record ToQuestion(OwnerAnswer answer) implements AnswerCode {
            @Override
            public String code() {
                return answer.code();
            }
        }

        record ToRequest(AnswerTicket.Purpose purpose) implements AnswerCode {
            @Override
            public String code() {
                return purpose.name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Returns the answer to a question; empty if the row is about an access request. */
    Optional<OwnerAnswer> ownerAnswer() {
        return answer instanceof AnswerCode.ToQuestion(OwnerAnswer known) ? Optional.of(known) : Optional.empty();
    }

    AnswerOption option(AnswerFacts facts) {
        return new AnswerOption(ownerAnswer().orElseThrow(), fill(label, facts), fill(sentence, facts));
    }

    /**
     * Replaces the placeholders with facts. If the condition of a row applies, the facts for all of its placeholders
     * are known.
     */
    static String fill(String template, AnswerFacts facts) {
        List<Map.Entry<String, Optional<Instant>>> days = List.of(
                Map.entry("{end}", facts.end()),
                Map.entry("{next}", facts.nextEnd()),
                Map.entry("{announced}", facts.announcedEnd()));
        String text = template.replace("{provider}", facts.provider()).replace("{days}", days(facts.length()));
        for (Map.Entry<String, Optional<Instant>> day : days) {
            text = text.replace(day.getKey(), day.getValue().map(DAY::format).orElse(day.getKey()));
        }
        return text;
    }

    private static String days(Duration length) {
        return length.toDays() == 1 ? "one day" : "%d days".formatted(length.toDays());
    }
}
