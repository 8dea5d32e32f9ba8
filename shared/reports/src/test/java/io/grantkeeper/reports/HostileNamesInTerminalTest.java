package io.grantkeeper.reports;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.GOOGLE;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.property.testkit.HostileNames;
import io.grantkeeper.reports.terminal.NormalizingPrintStream;
import io.grantkeeper.reports.terminal.ProgressLine;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A hostile name in the terminal")
class HostileNamesInTerminalTest {
    private static final ApprovalStatus APPROVAL =
            new ApprovalStatus(ApprovalState.NEW, "Nobody has decided about it.", Optional.empty(), List.of());

    private static final TenantId TENANT = new TenantId("acme");

    private static String printed(Consumer<TerminalOutput> report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.accept(TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertHarmless(String output) {
        assertThat(HostileNames.firstHarmful(output)).isEmpty();
        assertThat(output).contains(HostileNames.VISIBLE);
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInReports(String name) {
        InMemoryFindingStore findings = new InMemoryFindingStore();
        InMemoryAccessStore access = new InMemoryAccessStore(findings);
        IdentityId id = new IdentityId(ACME, IdentityKind.OAUTH_CLIENT, "id " + name);
        NonHumanIdentity identity = NonHumanIdentity.of(id, GOOGLE, name, name)
                .withAliases(Set.of(new Alias("name", name)))
                .withPublisher(KnownOrUnknown.known(name), Set.of("evil.test"))
                .withAttributes(Map.of(name, name));
        access.apply(
                TENANT,
                ModelSamples.batch(
                        NOON,
                        new AccessObservation.PersonObserved(
                                Person.of(DANA, name, KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE)),
                        new AccessObservation.GrantObserved(identity, ModelSamples.grant(DANA, name)),
                        new AccessObservation.CredentialObserved(
                                identity, Credential.of("k", CredentialType.TOKEN, name))));
        IdentitySummary summary = new IdentitySummary(
                id,
                GOOGLE,
                name,
                name,
                IdentityStatus.ACTIVE,
                Severity.HIGH,
                AiVerdict.YES,
                Optional.empty(),
                List.of(name),
                List.of(name),
                List.of(new OwnerCandidate(DANA, List.of(name))),
                Timestamp.unknown(),
                Timestamp.unknown(),
                NOON,
                NOON,
                0);
        access.saveSummary(TENANT, summary);
        findings.open(TENANT, ModelSamples.accessRequest(id, "f", name), Optional.empty());
        InventoryReader inventory = new InventoryReader(TENANT, access, findings);
        JoinedIdentityEvidence evidence =
                JoinedIdentityEvidence.of(access.identityRecord(TENANT, id).orElseThrow(), List.of());
        IdentityStatements statements = IdentityStatements.of(evidence, List.of());
        assertHarmless(printed(terminal -> IdentityReport.print(terminal, evidence, statements, APPROVAL, inventory)));
        assertHarmless(
                printed(terminal -> ReportTables.identities(terminal, inventory.identities(Set.of(ACME)), _ -> name)));
        assertHarmless(printed(terminal -> ReportTables.findings(terminal, inventory.findings(), inventory::name)));
        String json = ModelJson.mapper()
                .writeValueAsString(IdentityJsonReport.of(evidence, statements, List.of(), APPROVAL, Optional.empty()));
        String shown = printed(terminal -> terminal.json(json));
        assertThat(HostileNames.firstHarmful(shown.replaceAll("[\u031b\u0321\u0322\u0334\u0335]", "")))
                .isEmpty();
        assertThat(ModelJson.mapper().readTree(shown))
                .isEqualTo(ModelJson.mapper().readTree(json));
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInEveryKindOfLine(String name) {
        assertThat(printed(terminal -> terminal.line(name)).strip()).hasLineCount(1);
        assertHarmless(printed(terminal -> terminal.line(name)));
        assertHarmless(printed(terminal -> terminal.line(terminal.bold(name), name, terminal.dim(name))));
        assertHarmless(printed(terminal -> terminal.block(name)));
        assertHarmless(printed(terminal -> terminal.heading(name)));
        assertHarmless(
                printed(terminal -> new TextTable("a", name).row(name, name).print(terminal)));
        assertHarmless(printed(terminal -> {
            try (ProgressLine progress = new ProgressLine(terminal, name)) {
                progress.update(1, 2, name);
                progress.waiting(name);
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInLogLinesOfLibraries(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream log = new NormalizingPrintStream(new PrintStream(out, true, StandardCharsets.UTF_8));
        log.println(name);
        log.println((Object) name);
        log.append(name);
        log.printf("%s%n", name);
        new IllegalStateException(name).printStackTrace(log);
        assertHarmless(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void cannotAddLinesToReport() {
        assertThat(printed(terminal -> IdentityReport.list(terminal, "It can", List.of("read\n  - nothing else"))))
                .isEqualToNormalizingNewlines("\nIt can\n  - read   - nothing else\n");
    }
}
