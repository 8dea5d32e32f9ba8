package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerRecommendation;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Converts questions to JSON, with the information that a person needs to answer them. */
final class QuestionViews {
    private final ConsoleStores stores;
    private final ApiViews views;
    private final AnswerTimeouts timeouts;

    /**
     * Creates the views.
     *
     * @param timeouts how long an approval is valid
     */
    QuestionViews(ConsoleStores stores, ApiViews views, AnswerTimeouts timeouts) {
        this.stores = stores;
        this.views = views;
        this.timeouts = timeouts;
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
        OfferedAnswers offered = offered(question, record, mine);
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
                .with("question", offered.question())
                .with("options", offered.optionsJson())
                .with("further", offered.furtherJson())
                .with("mayAnswer", offered.codes())
                .with(
                        "recommendation",
                        recommendation(identity, open, snapshot.asOf(), answer -> !isAsked || offered.offers(answer)))
                .with("outcome", question.conclusion().map(QuestionViews::outcome));
    }

    /** Returns the question with the answers that the caller can give. */
    OfferedAnswers offered(OwnerQuestion question, IdentityRecord record, ConsoleInventory.Mine mine) {
        return OfferedAnswers.of(question, record, mine, facts(question, record, mine));
    }

    /** Returns the current facts about the identity that a question is about. */
    AnswerFacts facts(OwnerQuestion question, IdentityRecord record, ConsoleInventory.Mine mine) {
        Instant now = stores.clock().instant();
        return AnswerFacts.of(
                record,
                question.findings(),
                question.campaign().isPresent(),
                mine.as(question),
                timeouts.approvalEnd(now),
                now,
                views.providers());
    }

    /**
     * Returns a question that is addressed to the caller, so that a reviewer or responder can decide about any identity.
     *
     * @param email the caller's address
     */
    OwnerQuestion unasked(IdentityRecord record, String name, String email) {
        Instant now = stores.clock().instant();
        return OwnerQuestion.about(
                QuestionApi.OPENED
                        + ConsoleTokens.digest(record.identity().content().id() + "\n" + email + "\n" + now),
                record.identity().content().id(),
                record.findings().stream()
                        .filter(finding -> finding.status() == FindingStatus.OPEN)
                        .map(Finding::key)
                        .toList(),
                Optional.empty(),
                IdentityStateDigest.of(record),
                QuestionRecipient.planned(
                                name,
                                email,
                                RecipientRole.SECURITY_TEAM,
                                List.of("you opened the question in the console"),
                                now)
                        .notified(now),
                now);
    }

    /**
     * Returns the decisions that the caller can make about an identity, either by answering the question that waits for
     * them or, if none does, by opening a question themselves.
     *
     * @param name the caller's name
     */
    List<JsonMembers> actions(IdentityRecord record, String name, ConsoleInventory.Mine mine) {
        Optional<OwnerQuestion> question =
                stores
                        .questions()
                        .byIdentity(stores.tenant(), record.identity().content().id())
                        .stream()
                        .filter(mine::isAsked)
                        .findFirst()
                        .or(() -> mine.email().map(email -> unasked(record, name, email)));
        return question.map(asked -> offered(asked, record, mine)).stream()
                .flatMap(offered -> Stream.concat(offered.optionsJson().stream(), offered.furtherJson().stream()))
                .toList();
    }

    static JsonMembers recommendation(IdentitySummary identity, List<Finding> open, Instant now) {
        return recommendation(identity, open, now, _ -> true);
    }

    /**
     * Returns the recommended answer and the reason for it.
     *
     * @param offered tests whether an answer is one of those that the person can give
     */
    static JsonMembers recommendation(
            IdentitySummary identity, List<Finding> open, Instant now, Predicate<OwnerAnswer> offered) {
        AnswerRecommendation recommendation =
                AnswerRecommendation.of(identity, open, now).among(offered);
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
