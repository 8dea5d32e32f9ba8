package io.grantkeeper.demo;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.simulator.company.SimulatedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares findings with the events that the simulator reports. */
final class DemoScorecard {
    private final TenantId tenant;
    private final AccessStore access;
    private final List<Finding> findings;
    private final Map<IdentityId, Set<String>> names = new TreeMap<>();

    DemoScorecard(TenantId tenant, AccessStore access, List<Finding> findings) {
        this.tenant = tenant;
        this.access = access;
        this.findings = findings;
    }

    DemoReport.Noticed evaluate(SimulatedEvent fact) {
        Optional<Finding> found =
                switch (fact) {
                    case SimulatedEvent.AppAppeared app ->
                        find(app.id(), app.name(), FindingType.SHADOW_AI, FindingType.IDENTITY_APPEARED);
                    case SimulatedEvent.GrantAppeared grant ->
                        find(grant.id(), grant.name(), FindingType.GRANT_APPEARED, FindingType.IDENTITY_APPEARED);
                    case SimulatedEvent.ScopesExpanded grown ->
                        find(grown.id(), grown.name(), FindingType.SCOPES_EXPANDED);
                    case SimulatedEvent.ReachExpanded grown ->
                        find(grown.id(), grown.name(), FindingType.REACH_EXPANDED, FindingType.SCOPES_EXPANDED);
                    case SimulatedEvent.PersonLeft left ->
                        findings.stream()
                                .filter(finding -> finding.type() == FindingType.OWNER_LEFT)
                                .filter(finding ->
                                        finding.affected().stream().anyMatch(person -> isAccountOf(person, left)))
                                .findFirst();
                    case SimulatedEvent.TokenNearsExpiry token -> find(token.id(), token.name(), FindingType.EXPIRING);
                    case SimulatedEvent.AccessUnused app -> find(app.id(), app.name(), FindingType.OVER_PRIVILEGED);
                    case SimulatedEvent.AppBecameInactive app -> find(app.id(), app.name(), FindingType.FELL_SILENT);
                    case SimulatedEvent.CredentialAdded added ->
                        find(
                                added.id(),
                                added.name(),
                                FindingType.CREDENTIAL_ADDED,
                                FindingType.IDENTITY_APPEARED,
                                FindingType.GRANT_APPEARED);
                    case SimulatedEvent.TokenRequested request ->
                        find(
                                String.valueOf(request.requestId()),
                                request.name(),
                                FindingType.IDENTITY_APPEARED,
                                FindingType.GRANT_APPEARED);
                    case SimulatedEvent.GrantRevoked gone -> find(gone.id(), gone.name(), FindingType.GRANT_VANISHED);
                    case SimulatedEvent.DelegationGranted delegation ->
                        find(
                                delegation.clientId(),
                                delegation.clientId(),
                                FindingType.REACH_EXPANDED,
                                FindingType.SCOPES_EXPANDED);
                };
        DemoReport.Verdict verdict = found.isPresent()
                ? DemoReport.Verdict.YES
                : fact instanceof SimulatedEvent.AppBecameInactive ? DemoReport.Verdict.NOT_YET : DemoReport.Verdict.NO;
        String otherwise =
                switch (verdict) {
                    case YES, NO -> "no finding";
                    case NOT_YET -> "inactivity is reported after a longer time without use";
                };
        return new DemoReport.Noticed(
                fact.summary(),
                verdict,
                found.map(finding -> "it " + finding.headline()).orElse(otherwise));
    }

    private boolean isAccountOf(PersonId account, SimulatedEvent.PersonLeft left) {
        return left.gitHubLogin().filter(account.externalId()::equals).isPresent()
                || access.person(tenant, account)
                        .flatMap(person -> person.content().email().toOptional())
                        .filter(left.email()::equals)
                        .isPresent();
    }

    private Optional<Finding> find(String id, String name, FindingType... types) {
        Set<FindingType> wanted = Set.of(types);
        return findings.stream()
                .filter(finding -> wanted.contains(finding.type())
                        || (wanted.contains(FindingType.IDENTITY_APPEARED) && isNewAi(finding)))
                .filter(finding ->
                        names(finding.identity()).stream().anyMatch(known -> known.equals(id) || known.equals(name)))
                .findFirst();
    }

    /**
     * Returns whether a finding reports new AI that nobody has approved. There is no other finding about its arrival.
     */
    private static boolean isNewAi(Finding finding) {
        return finding.type() == FindingType.SHADOW_AI && finding.reasons().contains(Finding.ARRIVED);
    }

    private Set<String> names(IdentityId id) {
        return names.computeIfAbsent(
                id,
                unknown -> access.outline(tenant, unknown)
                        .map(identityRecord -> {
                            Set<String> known = new HashSet<>();
                            known.add(unknown.externalId());
                            known.add(identityRecord
                                    .identity()
                                    .content()
                                    .displayName()
                                    .raw());
                            identityRecord.identity().content().aliases().stream()
                                    .map(Alias::value)
                                    .forEach(known::add);
                            return known;
                        })
                        .orElse(Set.of()));
    }
}
