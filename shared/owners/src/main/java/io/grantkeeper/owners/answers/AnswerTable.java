package io.grantkeeper.owners.answers;

import static io.grantkeeper.owners.answers.AnswerCondition.ADDED_CREDENTIAL;
import static io.grantkeeper.owners.answers.AnswerCondition.ALWAYS;
import static io.grantkeeper.owners.answers.AnswerCondition.BEYOND_APPROVAL;
import static io.grantkeeper.owners.answers.AnswerCondition.CAN_BLOCK;
import static io.grantkeeper.owners.answers.AnswerCondition.CAN_BLOCK_AND_DECIDES;
import static io.grantkeeper.owners.answers.AnswerCondition.ENDS_FIRST;
import static io.grantkeeper.owners.answers.AnswerCondition.END_KNOWN;
import static io.grantkeeper.owners.answers.AnswerCondition.LESS_SUFFICES;
import static io.grantkeeper.owners.answers.AnswerCondition.NO_ACCESS;
import static io.grantkeeper.owners.answers.AnswerCondition.PART_ENDS_FIRST;
import static io.grantkeeper.owners.answers.AnswerCondition.REFUSED;
import static io.grantkeeper.owners.answers.AnswerCondition.REQUESTED;
import static io.grantkeeper.owners.answers.AnswerCondition.SUSPENDED;

import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.owners.answers.AnswerRow.AnswerCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The questions to owners and their answers: which answers fit which question, what each answer does, and the sentence
 * that describes it. Messages, pages, reviews and the handling of answers read this table; {@code docs/reviews.md}
 * shows it.
 */
public final class AnswerTable {
    private static final int MAX_REQUESTS = 5;

    private static final String REVOKED =
            "Grantkeeper revokes all of its access, and lists the steps for what it cannot revoke.";
    private static final String REDUCED =
            "Grantkeeper revokes what its recorded use did not need, and lists the steps for what it cannot revoke.";
    private static final String NOT_MINE =
            "Grantkeeper asks the next person who may be responsible. Nothing else changes.";

    private static final List<AnswerRow> ROWS = Stream.of(
                    rows(
                            QuestionTopic.PENDING_REQUEST,
                            row(
                                    OwnerAnswer.DENY_REQUEST,
                                    "Deny the request",
                                    "It does not get the requested access. Grantkeeper denies the request and tells {provider} who"
                                            + " decided, or lists the steps if it cannot deny the request itself."),
                            row(
                                    OwnerAnswer.APPROVE_REQUEST,
                                    "Approve the request",
                                    "Grantkeeper approves the request in your name, or lists the steps if it cannot approve"
                                            + " the request itself."),
                            notMine()),
                    rows(
                            QuestionTopic.UNUSUAL_AI,
                            row(
                                    OwnerAnswer.ACCEPT,
                                    "I expected it, but it is not approved yet",
                                    "The finding about what it did is closed. For 90 days, nobody is notified if it does this again,"
                                            + " unless the new finding is more severe. It is still not approved, and you may be"
                                            + " asked again."),
                            row(
                                    OwnerAnswer.NOT_EXPECTED,
                                    "I did not expect it",
                                    "Nothing changes at {provider}. The findings stay open, your security team sees your answer in"
                                            + " the incident, and for 90 days the same activity is reported as more severe."),
                            keep("I expected it, and it is needed: approve it"),
                            reduce(),
                            revoke("Revoke it"),
                            notMine()),
                    rows(
                            QuestionTopic.UNUSUAL_ACTIVITY,
                            row(
                                    OwnerAnswer.ACCEPT,
                                    "I expected it",
                                    "The finding is closed. For 90 days, nobody is notified if it does this again, unless the"
                                            + " new finding is more severe. Your security team still decides about the incident that it"
                                            + " belongs to."),
                            row(
                                    OwnerAnswer.NOT_EXPECTED,
                                    "I did not expect it",
                                    "Nothing changes at {provider}. The finding stays open, your security team sees your answer in"
                                            + " the incident, and for 90 days the same activity is reported as more severe."),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.PATH_OPENED,
                            keep("Approve it"),
                            reduce(),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.DRIFTED,
                            row(
                                    OwnerAnswer.TO_APPROVED,
                                    BEYOND_APPROVAL,
                                    "Back to what was approved",
                                    "Grantkeeper revokes the access that was not approved, and lists the steps for what it cannot"
                                            + " revoke. What was approved stays."),
                            keep("Approve what it has now"),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.SHADOW_AI,
                            keep("Approve it"),
                            reduce(),
                            revoke("Revoke it"),
                            block(),
                            notMine()),
                    rows(
                            QuestionTopic.SCOPES_EXPANDED,
                            keep("Approve the new access"),
                            reduce(),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.REACH_EXPANDED,
                            keep("Approve the wider access"),
                            reduce(),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.IDENTITY_APPEARED,
                            keepArrival("Approve it"),
                            reduce(),
                            revoke("Revoke it"),
                            notMine()),
                    rows(
                            QuestionTopic.GRANT_APPEARED,
                            keepArrival("Approve the new access"),
                            reduce(),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.CREDENTIAL_ADDED,
                            keep("We added it: approve it"),
                            row(
                                    OwnerAnswer.REMOVE_ADDED,
                                    ADDED_CREDENTIAL,
                                    "Remove what was added",
                                    "Grantkeeper removes the added key or password, or lists the steps if it cannot. Everything else"
                                            + " stays."),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(QuestionTopic.OWNER_LEFT, own(), nameOwner(), revoke("Revoke it"), notMine()),
                    rows(QuestionTopic.OWNER_LEAVING, own(), nameOwner(), revoke("Revoke it now"), notMine()),
                    rows(QuestionTopic.OWNERLESS, own(), nameOwner(), revoke("Revoke it"), notMine()),
                    rows(QuestionTopic.UNREVIEWED, keep("Approve it"), reduce(), revoke("Revoke it"), notMine()),
                    rows(
                            QuestionTopic.OVER_PRIVILEGED,
                            reduce(),
                            keep("It needs all of it: approve it"),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(QuestionTopic.LIFETIME_EXTENDED, keep("Approve it"), reduce(), revoke("Revoke it"), notMine()),
                    rows(
                            QuestionTopic.FELL_SILENT,
                            revoke("Revoke it"),
                            keep("I still need it: approve it"),
                            notMine()),
                    rows(
                            QuestionTopic.EXPIRING,
                            row(
                                    OwnerAnswer.WILL_ACT,
                                    END_KNOWN,
                                    "I'll renew it",
                                    "Nothing changes: it ends on {announced} unless you renew it. You may be reminded before then."),
                            row(
                                    OwnerAnswer.WILL_ACT,
                                    "I'll renew it",
                                    "Nothing changes until you renew it. The finding stays open."),
                            row(
                                    OwnerAnswer.ACCEPT,
                                    END_KNOWN,
                                    "Let it end",
                                    "It ends on {announced}. You get no more reminders of this date."),
                            row(OwnerAnswer.ACCEPT, "Let it end", "Nothing changes now. The finding is closed."),
                            revoke("Revoke it now"),
                            notMine()),
                    rows(
                            QuestionTopic.ROTATION_DUE,
                            row(
                                    OwnerAnswer.WILL_ACT,
                                    "I'll replace it",
                                    "Nothing changes until you replace it. The finding stays open until then."),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.DUPLICATE_CREDENTIAL,
                            row(
                                    OwnerAnswer.WILL_ACT,
                                    "I'll delete those that are not used",
                                    "Nothing changes until you delete them. The finding stays open until then."),
                            row(
                                    OwnerAnswer.ACCEPT,
                                    "All of them are needed",
                                    "Nothing changes. The finding is closed."),
                            revoke("Revoke all of its access"),
                            notMine()),
                    rows(
                            QuestionTopic.GRANT_VANISHED,
                            row(OwnerAnswer.ACCEPT, "That is all right", "Nothing changes. The finding is closed."),
                            notMine()),
                    rows(
                            QuestionTopic.ACCESS_REQUESTED,
                            request(
                                    AnswerTicket.Purpose.ALLOW,
                                    "Allow",
                                    "This agent, and no other, may perform exactly this action, for the time that the request states."),
                            request(
                                    AnswerTicket.Purpose.REFUSE,
                                    "Refuse",
                                    "The action stays blocked. The agent can ask again."),
                            notMine()),
                    rows(QuestionTopic.REVIEW, keep("Keep it"), reduce(), revoke("Revoke it"), notMine()),
                    rows(
                            QuestionTopic.UNASKED,
                            keep("Approve it"),
                            reduce(),
                            revoke("Revoke all of its access"),
                            block(),
                            row(
                                    OwnerAnswer.NAME_OWNER,
                                    "Hand it over",
                                    "Grantkeeper asks the person whom you name whether they own it. Nothing else changes."),
                            row(OwnerAnswer.NOT_MINE, "Let someone else decide", NOT_MINE)))
            .flatMap(List::stream)
            .toList();

    private AnswerTable() {}

    /** A row before it is assigned to a topic. */
    private record Entry(AnswerCode answer, AnswerCondition when, String label, String sentence) {}

    private static List<Entry> own() {
        return row(
                OwnerAnswer.OWN,
                "I'll own it",
                "You become its owner: questions about it come to you first. Its access does not change.");
    }

    private static List<Entry> nameOwner() {
        return row(
                OwnerAnswer.NAME_OWNER,
                "Name someone",
                "Grantkeeper asks the person whom you name whether they own it. Nothing else changes.");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<AnswerRow> rows(QuestionTopic topic, List<Entry>... entries) {
        List<AnswerRow> rows = new ArrayList<>();
        for (List<Entry> same : entries) {
            same.forEach(entry ->
                    rows.add(new AnswerRow(topic, entry.answer(), entry.when(), entry.label(), entry.sentence())));
        }
        return rows;
    }

    private static List<Entry> row(OwnerAnswer answer, String label, String sentence) {
        return row(answer, ALWAYS, label, sentence);
    }

    private static List<Entry> row(OwnerAnswer answer, AnswerCondition when, String label, String sentence) {
        return List.of(new Entry(new AnswerCode.ToQuestion(answer), when, label, sentence));
    }

    private static List<Entry> request(AnswerTicket.Purpose purpose, String label, String sentence) {
        return List.of(new Entry(new AnswerCode.ToRequest(purpose), ALWAYS, label, sentence));
    }

    /**
     * Returns the answer that approves what the person was shown. It promises no access beyond the date on which the
     * access is known to end.
     */
    private static List<Entry> keep(String label) {
        List<Entry> rows = new ArrayList<>(row(
                OwnerAnswer.KEEP,
                REQUESTED,
                label,
                "It has no access yet, and your answer does not approve the request."));
        rows.addAll(keepArrival(label));
        return rows;
    }

    /**
     * Returns the answer that approves newly found access. Unlike {@link #keep}, it does not cover access that was only
     * requested, because another question is asked about a request.
     */
    private static List<Entry> keepArrival(String label) {
        return Stream.of(
                        row(
                                OwnerAnswer.KEEP,
                                REFUSED,
                                "It is needed",
                                "It was refused, and your answer does not change that. Ask your security team if it needs"
                                        + " its access."),
                        row(
                                OwnerAnswer.KEEP,
                                NO_ACCESS,
                                "It is all right",
                                "No access is known, so nothing is approved. The finding is closed."),
                        row(
                                OwnerAnswer.KEEP,
                                SUSPENDED,
                                label,
                                "It stays suspended at {provider}: your answer does not reactivate it."),
                        row(
                                OwnerAnswer.KEEP,
                                ENDS_FIRST,
                                until(label, "{end}"),
                                "It keeps its access until {end}, when it expires. Your answer does not extend it."),
                        row(
                                OwnerAnswer.KEEP,
                                PART_ENDS_FIRST,
                                forDays(label),
                                "It keeps its access for {days}, except for what expires on {next}: your answer does not extend"
                                        + " that. Then you are asked again."),
                        row(
                                OwnerAnswer.KEEP,
                                forDays(label),
                                "It keeps its access for {days}. Then you are asked again."))
                .flatMap(List::stream)
                .toList();
    }

    private static String until(String label, String end) {
        return String.join(" until ", label, end);
    }

    /**
     * Returns a label with the number of days for which the answer is valid. It contains no date, because a message may
     * be answered days later, when the date would be wrong.
     */
    private static String forDays(String label) {
        return String.join(" for ", label, "{days}");
    }

    private static List<Entry> reduce() {
        return row(OwnerAnswer.REDUCE, LESS_SUFFICES, "Reduce it to what it uses", REDUCED);
    }

    private static List<Entry> revoke(String label) {
        return Stream.of(
                        row(
                                OwnerAnswer.REVOKE,
                                NO_ACCESS,
                                label,
                                "Grantkeeper knows of no access that it can revoke. Someone must remove the app, agent or key itself at {provider}."),
                        row(OwnerAnswer.REVOKE, label, REVOKED))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the answer that blocks an app for everyone. Only the security team can give this answer; others can ask
     * for the block.
     */
    private static List<Entry> block() {
        return Stream.of(
                        row(
                                OwnerAnswer.BLOCK,
                                CAN_BLOCK_AND_DECIDES,
                                "Block it for everyone",
                                "Grantkeeper blocks it at {provider}: nobody can use it there, now or later, until an"
                                        + " administrator allows it again."),
                        row(
                                OwnerAnswer.ASK_TO_BLOCK,
                                CAN_BLOCK,
                                "Ask to block it for everyone",
                                "Grantkeeper asks your security team to block it at {provider}, because that affects"
                                        + " everyone. Nothing changes until they decide."))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry> notMine() {
        return row(OwnerAnswer.NOT_MINE, "Not mine", NOT_MINE);
    }

    /** Returns all rows, in the order in which answers are offered. */
    static List<AnswerRow> all() {
        return ROWS;
    }

    /** Returns the answers that fit a question, in the order in which they are offered. */
    public static List<AnswerOption> options(AnswerFacts facts) {
        List<AnswerOption> options = new ArrayList<>();
        for (AnswerRow row : ROWS) {
            boolean offered = options.stream()
                    .map(AnswerOption::answer)
                    .anyMatch(answer -> row.ownerAnswer().equals(Optional.of(answer)));
            if (row.topic() == facts.topic()
                    && row.ownerAnswer().isPresent()
                    && !offered
                    && row.when().applies(facts)) {
                options.add(row.option(facts));
            }
        }
        return List.copyOf(options);
    }

    /** Returns one answer to a question; empty if it does not fit. */
    public static Optional<AnswerOption> option(AnswerFacts facts, OwnerAnswer answer) {
        return options(facts).stream()
                .filter(option -> option.answer() == answer)
                .findFirst();
    }

    /** Returns whether a string is a question, a label or a sentence fragment from this table, whatever facts are filled in. */
    public static boolean states(String text) {
        return ROWS.stream()
                .flatMap(row ->
                        Stream.of(row.label(), row.sentence(), row.topic().template()))
                .flatMap(template -> Stream.of(template.split("(?<=[.?]) (?=[A-Z])")))
                .anyMatch(template -> hasParts(text, template));
    }

    /**
     * Returns whether a text ends with the given template, regardless of the values that replace the template's
     * placeholders. The text may begin with a label.
     */
    private static boolean hasParts(String text, String template) {
        int at = 0;
        List<String> parts = List.of(template.split("\\{[a-z]+\\}", -1));
        for (int i = 0; i < parts.size(); i++) {
            int found = text.indexOf(parts.get(i), at);
            boolean begins = i > 0
                    || found == 0
                    || (found > 0 && text.substring(0, found).endsWith(": "));
            if (found < 0 || !begins) {
                return false;
            }
            at = found + parts.get(i).length();
        }
        return true;
    }

    /** Returns whether an answer belongs to the questions of a topic, even if it does not fit every identity. */
    public static boolean isAnswer(QuestionTopic topic, OwnerAnswer answer) {
        return ROWS.stream()
                .anyMatch(row -> row.topic() == topic && row.ownerAnswer().equals(Optional.of(answer)));
    }

    /**
     * Returns the answers to the access requests that findings report: for each of the first five, one that allows it
     * and one that refuses it.
     */
    public static List<AccessRequestOption> requestOptions(List<Finding> findings) {
        List<Finding> requests = findings.stream()
                .filter(finding -> AccessRequestFindings.requestId(finding).isPresent())
                .sorted(Comparator.comparing(Finding::key))
                .toList();
        List<AccessRequestOption> options = new ArrayList<>();
        for (Finding finding : requests.subList(0, Math.min(requests.size(), MAX_REQUESTS))) {
            String request = AccessRequestFindings.requestId(finding).orElseThrow();
            String what = requests.size() == 1 ? " it" : ": " + String.join("; ", finding.after());
            for (AnswerTicket.Purpose purpose : List.of(AnswerTicket.Purpose.ALLOW, AnswerTicket.Purpose.REFUSE)) {
                ROWS.stream()
                        .filter(row -> row.answer().equals(new AnswerCode.ToRequest(purpose)))
                        .map(row -> new AccessRequestOption(purpose, request, row.label() + what, row.sentence()))
                        .forEach(options::add);
            }
        }
        return List.copyOf(options);
    }

    /**
     * Returns whether an answer can have an effect on an identity, regardless of the question. For example, nothing can
     * be reduced without recorded use.
     */
    public static boolean isPossible(AnswerFacts facts, OwnerAnswer answer) {
        return ROWS.stream()
                .anyMatch(row -> row.ownerAnswer().equals(Optional.of(answer))
                        && row.when().applies(facts));
    }

    /**
     * Returns the sentence that states what an answer does. This also works for an answer that does not fit the
     * question, for example from a link that an earlier version created.
     */
    public static String sentence(AnswerFacts facts, OwnerAnswer answer) {
        return option(facts, answer)
                .map(AnswerOption::sentence)
                .or(() -> ROWS.stream()
                        .filter(row -> row.ownerAnswer().equals(Optional.of(answer))
                                && row.when().applies(facts))
                        .map(row -> row.option(facts).sentence())
                        .findFirst())
                .orElse("Nothing else changes.");
    }
}
