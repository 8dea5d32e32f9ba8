package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerProviders;
import io.grantkeeper.owners.answers.AnswerRecommendation;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Converts questions to JSON, with the information that a person needs to answer them. */
final class QuestionViews {
    private final ConsoleStores stores;
    private final ApiViews views;
    private final Set<String> answers;

    /**
     * Creates the views.
     *
     * @param answers the codes of the answers that the API accepts
     */
    QuestionViews(ConsoleStores stores, ApiViews views, Set<String> answers) {
        this.stores = stores;
        this.views = views;
        this.answers = Set.copyOf(answers);
    }

    /** Returns the provider facts on which the answers depend. */
    AnswerProviders providers() {
        return views.providers();
    }

    /** Returns a question; empty if its identity is no longer stored. */
    Optional<JsonMembers> question(OwnerQuestion question, InventorySnapshot snapshot, ConsoleInventory.Mine mine) {
        Optional<IdentityRecord> record = stores.access().identityRecord(stores.tenant(), question.identity());
        Optional<IdentitySummary> summary =
                record.flatMap(IdentityRecord::summary).or(() -> snapshot.identity(question.identity()));
        if (record.isEmpty() || summary.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(question(question, record.get(), summary.get(), snapshot, mine));
    }

    JsonMembers question(
            OwnerQuestion question,
            IdentityRecord record,
            IdentitySummary identity,
            InventorySnapshot snapshot,
            ConsoleInventory.Mine mine) {
        List<Finding> findings = record.findings().stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .toList();
        List<Finding> open = findings.stream()
                .filter(finding -> finding.closedAt().isEmpty())
                .toList();
        boolean isAsked = mine.isAsked(question);
        return new JsonMembers()
                .with("id", question.id())
                .with("identity", views.row(identity, snapshot))
                .with(
                        "findings",
                        findings.stream()
                                .map(finding -> views.finding(views.entry(finding, identity), snapshot))
                                .toList())
                .with("review", question.campaign())
                .with("state", IdentityStateDigest.of(record))
                .with(
                        "asked",
                        question.asked().stream().map(QuestionViews::asked).toList())
                .with("openedAt", question.openedAt())
                .with("mine", isAsked)
                .with(
                        "mayAnswer",
                        isAsked
                                ? Arrays.stream(OwnerAnswer.values())
                                        .filter(answer -> mine.mayAnswer(question, answer))
                                        .filter(answer -> fits(question, record, mine, answer))
                                        .map(OwnerAnswer::code)
                                        .filter(answers::contains)
                                        .toList()
                                : List.of())
                .with("recommendation", recommendation(identity, open, snapshot.asOf()))
                .with("outcome", question.conclusion().map(QuestionViews::outcome));
    }

    /**
     * Returns whether an answer can have an effect: there is access to reduce, or an app that this person can block or
     * ask to have blocked.
     */
    private boolean fits(
            OwnerQuestion question, IdentityRecord record, ConsoleInventory.Mine mine, OwnerAnswer answer) {
        return switch (answer) {
            case BLOCK, ASK_TO_BLOCK ->
                AnswerTable.option(facts(question, record, mine), answer).isPresent();
            case REDUCE -> facts(question, record, mine).lessSuffices();
            case KEEP,
                    REVOKE,
                    NOT_MINE,
                    WILL_ACT,
                    ACCEPT,
                    NOT_EXPECTED,
                    OWN,
                    NAME_OWNER,
                    TO_APPROVED,
                    REMOVE_ADDED,
                    APPROVE_REQUEST,
                    DENY_REQUEST -> true;
        };
    }

    private AnswerFacts facts(OwnerQuestion question, IdentityRecord record, ConsoleInventory.Mine mine) {
        Instant now = stores.clock().instant();
        return AnswerFacts.of(
                record,
                question.findings(),
                question.campaign().isPresent(),
                mine.as(question),
                now,
                now,
                views.providers());
    }

    static JsonMembers recommendation(IdentitySummary identity, List<Finding> open, Instant now) {
        AnswerRecommendation recommendation = AnswerRecommendation.of(identity, open, now);
        return new JsonMembers()
                .with("answer", recommendation.answer().map(OwnerAnswer::code))
                .with("reason", recommendation.reason());
    }

    private static JsonMembers asked(QuestionRecipient person) {
        return new JsonMembers()
                .with("name", person.name())
                .with("email", person.email())
                .with("as", person.as().displayName())
                .with("why", person.why())
                .with("toldAt", person.toldAt())
                .with("remindedAt", person.remindedAt())
                .with("passedAt", person.passedAt());
    }

    private static JsonMembers outcome(QuestionOutcome end) {
        return new JsonMembers()
                .with("type", ApiViews.code(end.type()))
                .with("answer", end.answer().map(OwnerAnswer::code))
                .with("by", end.by())
                .with("through", end.through())
                .with("at", end.at())
                .with("until", end.until())
                .with("settled", end.settledAt().isPresent())
                .with("results", end.results());
    }
}
