package io.grantkeeper.policy.cedar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.policy.export.AgentCoreExport;
import io.grantkeeper.policy.export.CedarExport;
import io.grantkeeper.policy.export.CedarPolicy;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.export.VerifiedPermissionsExport;
import io.grantkeeper.policy.export.VerifiedPermissionsExport.StaticPolicy;
import io.grantkeeper.policy.intent.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests exported policies against the schemas of the target services. This shows whether the services would accept the
 * policies.
 */
class ExportTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** The schema that AgentCore generates for a gateway with two tools. */
    private static final String GATEWAY = """
            {"AgentCore": {
              "entityTypes": {
                "OAuthUser": {"shape": {"type": "Record", "attributes": {"id": {"type": "String"}}}, "tags": {"type": "String"}},
                "Gateway": {}
              },
              "actions": {
                "Mail___send_mail": {"appliesTo": {"principalTypes": ["OAuthUser"], "resourceTypes": ["Gateway"], "context":
                  {"type": "Record", "attributes": {"input": {"type": "Record", "attributes": {
                    "to": {"type": "String", "required": false}}}}}}},
                "Mail___read_mail": {"appliesTo": {"principalTypes": ["OAuthUser"], "resourceTypes": ["Gateway"], "context":
                  {"type": "Record", "attributes": {"input": {"type": "Record", "attributes": {
                    "to": {"type": "String", "required": false}}}}}}}
              }
            }}
            """;

    private static final String ARN = "arn:aws:bedrock-agentcore:eu-central-1:123456789012:gateway/mail";

    private static PolicySet set(String... documents) {
        return PolicySet.read(Stream.of(documents)
                        .map(text ->
                                new PolicySet.Source(text.lines().findFirst().orElseThrow(), text))
                        .toList())
                .orThrow();
    }

    @Test
    void exportsExamplePoliciesToVerifiedPermissions() throws IOException {
        List<PolicySet.Source> sources;
        try (Stream<Path> files = Files.list(Path.of("..", "..", "docs", "policies"))) {
            sources = files.filter(file -> file.toString().matches(".*(?<!\\.cases)\\.yaml"))
                    .map(file -> new PolicySet.Source(file.toString(), text(file)))
                    .toList();
        }
        PolicySet set = PolicySet.read(sources).orThrow();
        VerifiedPermissionsExport exported = VerifiedPermissionsExport.of(set);
        assertThat(exported.remarks()).isEmpty();
        assertThat(exported.schema().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(CedarEngine.validationErrors(set)).isEmpty();
        assertThat(JSON.readTree(exported.schema()).propertyNames())
                .as("a store has one namespace, which contains none of the service's reserved names")
                .containsExactly("Grantkeeper");
        assertThat(CedarValidation.errors(
                        exported.schema(),
                        exported.policies().stream()
                                .map(policy -> new CedarPolicy(policy.description(), policy.statement()))
                                .toList()))
                .as("each policy as sent, checked by Cedar's validator")
                .isEmpty();
        assertThat(exported.policies())
                .as("one policy per API call")
                .allSatisfy(policy -> assertThat(policy.statement().split("\n(permit|forbid) \\(", -1))
                        .hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void jsonAndHumanReadableSchemasAreEquivalent() {
        for (int seed = 0; seed < 10; seed++) {
            PolicySet set = PolicySet.read(new RandomPolicies(3_000 + seed).documents(6))
                    .orThrow();
            String json = CedarSchema.of(set).json();
            String human = CedarValidation.toHumanReadable(json);
            assertThat(human).startsWith("namespace Grantkeeper {");
            assertThat(CedarValidation.errors(
                            human, CedarExport.decisionPolicies(set), CedarExport.judgementPolicies(set)))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(CedarValidation.errors(
                            json, CedarExport.decisionPolicies(set), CedarExport.judgementPolicies(set)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        assertThat(CedarValidation.errors(
                        CedarValidation.toHumanReadable(GATEWAY),
                        List.of(new CedarPolicy(
                                "wrong", "permit (principal, action, resource) when { context.nothing };"))))
                .as("a validator that accepts everything proves nothing")
                .isNotEmpty();
    }

    @Test
    void addsRemarkAboutPolicyThatTargetServiceWouldReject() {
        String names = IntStream.range(0, 900)
                .mapToObj(i -> "department-%03d".formatted(i))
                .collect(Collectors.joining(", "));
        VerifiedPermissionsExport large = VerifiedPermissionsExport.of(set("""
                policy: large
                intent: For a test.
                covers: {departments: [%s]}
                rules: [{forbid: send mail}]
                stage: enforcement
                """.formatted(names)));
        assertThat(large.remarks())
                .singleElement()
                .asString()
                .matches(
                        "large/0 has [0-9,]+ bytes, but the service accepts at most 10,000 per policy; split its rule");
        assertThat(large.policies()).extracting(StaticPolicy::description).containsExactly("large/0", "approved");
        String[] many = IntStream.range(0, 400)
                .mapToObj(i -> """
                        policy: p-%d
                        intent: For a test.
                        covers: {departments: [%s]}
                        rules: [{forbid: send mail}]
                        stage: enforcement
                        """.formatted(i, names.substring(0, 400)))
                .toArray(String[]::new);
        assertThat(VerifiedPermissionsExport.of(set(many)).remarks())
                .singleElement()
                .asString()
                .contains("bytes in total, but the service accepts at most 200,000");
        assertThatThrownBy(() -> AgentCoreExport.of(set(many[0]), "mail"))
                .hasMessageStartingWith("'mail' is not the ARN of a gateway; use one such as arn:aws:");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tightensRestrictionsAndOmitsPermissionsThatGatewayCannotEvaluate() {
        AgentCoreExport exported = AgentCoreExport.of(
                set("set: acme\ntools: {Mail___send_mail: send mail, Mail___read_mail: read mail}\n", """
                        policy: mail
                        intent: For a test.
                        covers: {kinds: [ai-agent], ai: true}
                        rules:
                        - allow: read mail
                        - allow: send mail
                          when: {human-present: true}
                        - forbid: send mail
                          when: {network: 10.0.0.0/8, where: {action.to: [everyone]}}
                          unless: {owner-known: true}
                        stage: enforcement
                        """), ARN);
        assertThat(exported.policies()).extracting(each -> each.id()).containsExactly("mail/0", "mail/2");
        assertThat(exported.policies().getLast().text())
                .startsWith("@id(\"mail/2\")\nforbid (\n  principal is AgentCore::OAuthUser,")
                .contains("action in [AgentCore::Action::\"Mail___send_mail\"]")
                .contains("resource == AgentCore::Gateway::\"" + ARN + "\"")
                .contains("principal.hasTag(\"kind\")")
                .contains("context.input has \"to\"")
                .doesNotContain("10.0.0.0");
        assertThat(exported.remarks())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("mail/1 is omitted: a gateway cannot determine whether a human is present"),
                        one -> assertThat(one).startsWith("mail/2 is stricter in the export"));
        assertThat(CedarValidation.errors(GATEWAY, exported.policies())).isEmpty();
    }
}
