package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.OwnerReassignment;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which people are asked: the owner, a backup owner, the manager, the security team. Nobody is asked
 * twice, and people who have left are skipped.
 */
public final class EscalationPath implements OwnerReassignment {
    private static final int MOST_SUGGESTIONS = 5;

    private final AccessStore access;
    private final FindingStore findings;
    private final AlertRecipient securityTeam;
    private final AlertRecipientResolver router;
    private final Clock clock;

    public EscalationPath(AccessStore access, FindingStore findings, AlertRecipient securityTeam, Clock clock) {
        this.access = access;
        this.findings = findings;
        this.securityTeam = securityTeam;
        this.router = new AlertRecipientResolver(access, securityTeam);
        this.clock = clock;
    }

    /** Returns whom to ask first about an identity. */
    public QuestionRecipient first(TenantId tenant, IdentitySummary identity) {
        return router.chain(tenant, identity, Optional.empty(), List.of())
                .map(this::planned)
                .findFirst()
                .orElseThrow(); // the security team is always in the path
    }

    @Override
    public Optional<QuestionRecipient> next(TenantId tenant, OwnerQuestion question) {
        return notYetAsked(tenant, question).map(this::planned).findFirst();
    }

    /** Returns whether a person who was asked, or is next, has left the organization and therefore will not answer. */
    boolean hasLeft(TenantId tenant, QuestionRecipient person) {
        return router.hasLeft(tenant, person.email());
    }

    /**
     * Returns the person to ask when the current person's time is up; empty if there is nobody left. At most one backup
     * owner is asked; after that, the question goes to the next level.
     */
    Optional<QuestionRecipient> nextLevel(TenantId tenant, OwnerQuestion question) {
        RecipientRole last = question.current().as();
        return notYetAsked(tenant, question)
                .filter(link -> switch (last) {
                    case OWNER -> true;
                    case BACKUP -> link.as().compareTo(RecipientRole.BACKUP) > 0;
                    case MANAGER, SECURITY_TEAM -> link.as() == RecipientRole.SECURITY_TEAM;
                })
                .map(this::planned)
                .findFirst();
    }

    @Override
    public Optional<QuestionRecipient> byEmail(TenantId tenant, String email, String byName) {
        return router.findByEmail(tenant, email, List.of(byName + " says that you own it"))
                .map(person -> planned(new AlertRecipientResolver.Candidate(person, RecipientRole.OWNER)));
    }

    @Override
    public QuestionRecipient securityTeam(String why) {
        return QuestionRecipient.planned(
                securityTeam.name(), securityTeam.email(), RecipientRole.SECURITY_TEAM, List.of(why), clock.instant());
    }

    @Override
    public List<Suggestion> suggestions(TenantId tenant, OwnerQuestion question) {
        return access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary).stream()
                .flatMap(identity -> router.suggestions(tenant, identity))
                .filter(person -> question.asked(person.email()).isEmpty())
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    private Stream<AlertRecipientResolver.Candidate> notYetAsked(TenantId tenant, OwnerQuestion question) {
        Optional<IdentitySummary> summary =
                access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary);
        return summary.stream()
                .flatMap(identity -> router.chain(tenant, identity, cause(tenant, question), question.findings()))
                .filter(link -> question.asked(link.recipient().email()).isEmpty());
    }

    private Optional<PersonId> cause(TenantId tenant, OwnerQuestion question) {
        return findings.openByIdentity(tenant, question.identity()).stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .map(Finding::cause)
                .flatMap(cause -> cause.toOptional().stream())
                .findFirst();
    }

    private QuestionRecipient planned(AlertRecipientResolver.Candidate link) {
        AlertRecipient person = link.recipient();
        return QuestionRecipient.planned(person.name(), person.email(), link.as(), person.why(), clock.instant());
    }
}
