package io.grantkeeper.reviews;

import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.Recommendation;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One line of a person's page: an identity, what it can do, what it used, what we recommend.
 *
 * @param state what it holds now, as an answer will be bound to
 * @param open what was found about it and is not settled
 */
public record ReviewItem(
        Question question,
        Asked person,
        IdentitySummary identity,
        String state,
        List<Finding> open,
        Recommendation recommendation) {
    public ReviewItem {
        open = List.copyOf(open);
    }

    /** All that this person was asked about in a review, what waits for them first, gravest first. */
    public static List<ReviewItem> of(
            TenantId tenant,
            Campaign campaign,
            Ticket ticket,
            QuestionStore questions,
            AccessStore access,
            Instant now) {
        return Pages.all(from -> questions.ofCampaign(tenant, campaign.id(), Pages.SIZE, from)).stream()
                .flatMap(question -> item(tenant, question, ticket, access, now).stream())
                .sorted(Comparator.comparing(ReviewItem::isWaiting)
                        .thenComparing(item -> item.identity().severity())
                        .reversed()
                        .thenComparing(item -> item.identity().displayName())
                        .thenComparing(item -> item.question().id()))
                .toList();
    }

    private static Optional<ReviewItem> item(
            TenantId tenant, Question question, Ticket ticket, AccessStore access, Instant now) {
        Optional<Asked> person = question.asked().reversed().stream()
                .filter(asked -> ticket.isFor(asked.email()))
                .findFirst();
        if (person.isEmpty()) {
            return Optional.empty();
        }
        return access.dossier(tenant, question.identity())
                .flatMap(dossier -> dossier.summary().map(summary -> {
                    List<Finding> open = dossier.findings().stream()
                            .filter(finding -> finding.status() == FindingStatus.OPEN)
                            .toList();
                    return new ReviewItem(
                            question,
                            person.get(),
                            summary,
                            IdentityState.of(dossier),
                            open,
                            Recommendation.of(summary, open, now));
                }));
    }

    /** Whether this person can still answer. */
    public boolean isWaiting() {
        return question.isOpen() && person.isWaitedFor();
    }
}
