package io.grantkeeper.alerts;

import io.grantkeeper.answers.NextPerson;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is asked after whom: the owner, backups, the manager, the security team. Nobody twice, nobody who left. */
public final class EscalationPath implements NextPerson {
    private final AccessStore access;
    private final FindingStore findings;
    private final OwnerRouter router;
    private final Clock clock;

    public EscalationPath(AccessStore access, FindingStore findings, Recipient securityTeam, Clock clock) {
        this.access = access;
        this.findings = findings;
        this.router = new OwnerRouter(access, securityTeam);
        this.clock = clock;
    }

    /** Whom to ask first about an identity. */
    public Asked first(TenantId tenant, IdentitySummary identity) {
        return router.chain(tenant, identity, Optional.empty())
                .map(this::planned)
                .findFirst()
                .orElseThrow(); // the security team is always there
    }

    @Override
    public Optional<Asked> after(TenantId tenant, Question question) {
        return others(tenant, question).map(this::planned).findFirst();
    }

    /** Whether somebody who was asked, or is to be, works here no more: nothing is heard from them. */
    boolean hasLeft(TenantId tenant, Asked person) {
        return router.hasLeft(tenant, person.email());
    }

    /** Whom to ask when the time of the last one is up: one backup has a turn, then it goes up. */
    Optional<Asked> above(TenantId tenant, Question question) {
        AskedAs last = question.current().as();
        return others(tenant, question)
                .filter(link -> switch (last) {
                    case OWNER -> true;
                    case BACKUP -> link.as().compareTo(AskedAs.BACKUP) > 0;
                    case MANAGER, SECURITY_TEAM -> link.as() == AskedAs.SECURITY_TEAM;
                })
                .map(this::planned)
                .findFirst();
    }

    @Override
    public Optional<Asked> named(TenantId tenant, String email, String byName) {
        return router.named(tenant, email, List.of(byName + " says that it is yours"))
                .map(person -> planned(new OwnerRouter.Link(person, AskedAs.OWNER)));
    }

    private Stream<OwnerRouter.Link> others(TenantId tenant, Question question) {
        Optional<IdentitySummary> summary =
                access.outline(tenant, question.identity()).flatMap(IdentityDossier::summary);
        return summary.stream()
                .flatMap(identity -> router.chain(tenant, identity, cause(tenant, question)))
                .filter(link -> question.asked(link.recipient().email()).isEmpty());
    }

    private Optional<PersonId> cause(TenantId tenant, Question question) {
        return findings.openOf(tenant, question.identity()).stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .map(Finding::cause)
                .flatMap(cause -> cause.toOptional().stream())
                .findFirst();
    }

    private Asked planned(OwnerRouter.Link link) {
        Recipient person = link.recipient();
        return Asked.planned(person.name(), person.email(), link.as(), person.why(), clock.instant());
    }
}
