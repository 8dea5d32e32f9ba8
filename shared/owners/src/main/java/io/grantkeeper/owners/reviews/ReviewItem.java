package io.grantkeeper.owners.reviews;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerRecommendation;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One line of a person's review page: an identity, its capabilities, its usage, and Grantkeeper's recommendation.
 *
 * @param state the digest of the identity's current state; an answer is valid only for this state
 * @param open the identity's open findings
 * @param basis the basis of the statements about the identity's capabilities
 * @param options the answers that the person can give
 */
public record ReviewItem(
        OwnerQuestion question,
        QuestionRecipient person,
        IdentitySummary identity,
        String state,
        List<Finding> open,
        StatementBasis basis,
        AnswerRecommendation recommendation,
        List<AnswerOption> options) {
    public ReviewItem {
        options = List.copyOf(options);
        open = List.copyOf(open);
    }

    /**
     * Returns everything that this person was asked in a review: first the items that the person can still answer, then
     * the others. Both parts are ordered by severity, most severe first.
     *
     * @param facts returns the facts on which the answers to a question depend
     */
    public static List<ReviewItem> of(
            TenantId tenant,
            ReviewCampaign campaign,
            AnswerTicket ticket,
            QuestionStore questions,
            AccessStore access,
            SweepStore sweeps,
            BiFunction<IdentityRecord, OwnerQuestion, AnswerFacts> facts,
            Instant now) {
        Map<ConnectionId, List<PartitionStatus>> partitions = new HashMap<>();
        Function<ConnectionId, List<PartitionStatus>> read = connection -> partitions.computeIfAbsent(
                connection, one -> sweeps.state(tenant, one).partitions());
        return StorePage.readAll(from -> questions.byCampaign(tenant, campaign.id(), RunReviews.PAGE, from)).stream()
                .flatMap(question -> item(tenant, question, ticket, access, read, facts, now).stream())
                .sorted(Comparator.comparing(ReviewItem::isWaiting)
                        .thenComparing(item -> item.identity().severity())
                        .reversed()
                        .thenComparing(item -> item.identity().displayName())
                        .thenComparing(item -> item.question().id()))
                .toList();
    }

    private static Optional<ReviewItem> item(
            TenantId tenant,
            OwnerQuestion question,
            AnswerTicket ticket,
            AccessStore access,
            Function<ConnectionId, List<PartitionStatus>> partitions,
            BiFunction<IdentityRecord, OwnerQuestion, AnswerFacts> facts,
            Instant now) {
        Optional<QuestionRecipient> person = question.asked().reversed().stream()
                .filter(asked -> ticket.isFor(asked.email()))
                .findFirst();
        if (person.isEmpty()) {
            return Optional.empty();
        }
        return access.identityRecord(tenant, question.identity())
                .flatMap(identityRecord -> identityRecord.summary().map(summary -> {
                    List<Finding> open = identityRecord.findings().stream()
                            .filter(finding -> finding.status() == FindingStatus.OPEN)
                            .toList();
                    return new ReviewItem(
                            question,
                            person.get(),
                            summary,
                            IdentityStateDigest.of(identityRecord),
                            open,
                            IdentityStatements.of(
                                            identityRecord,
                                            partitions.apply(summary.id().connection()))
                                    .basis(StatementTopic.CAPABILITIES),
                            AnswerRecommendation.of(summary, open, now),
                            AnswerTable.options(facts.apply(identityRecord, question)));
                }));
    }

    /** Returns the option with this answer; empty if the answer is not offered. */
    public Optional<AnswerOption> option(OwnerAnswer answer) {
        return options.stream().filter(option -> option.answer() == answer).findFirst();
    }

    /** Returns whether this person can still answer. */
    public boolean isWaiting() {
        return question.isOpen() && person.isWaitedFor();
    }
}
