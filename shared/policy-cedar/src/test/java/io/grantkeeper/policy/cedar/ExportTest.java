package io.grantkeeper.policy.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.export.AgentCore;
import io.grantkeeper.policy.export.VerifiedPermissions;
import io.grantkeeper.policy.intent.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is exported is taken by those for whom it is, as far as their schemas tell. */
class ExportTest {
    /** The form that AgentCore makes of a gateway with two tools. */
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
    void theStandingExamplesFitIntoVerifiedPermissions() throws IOException {
        List<PolicySet.Source> sources;
        try (Stream<Path> files = Files.list(Path.of("..", "..", "docs", "policies"))) {
            sources = files.filter(file -> file.toString().matches(".*(?<!\\.cases)\\.yaml"))
                    .map(file -> new PolicySet.Source(file.toString(), text(file)))
                    .toList();
        }
        PolicySet set = PolicySet.read(sources).orThrow();
        VerifiedPermissions exported = VerifiedPermissions.of(set);
        assertThat(exported.remarks()).isEmpty();
        assertThat(exported.schema().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(CedarEngine.complaints(set)).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatAGatewayCannotTellMakesARestrictionStricterAndAPermissionGoAway() {
        AgentCore exported = AgentCore.of(
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
                                .startsWith("mail/1 is left out: a gateway cannot tell whether a human is present"),
                        one -> assertThat(one).startsWith("mail/2 is stricter there"));
        assertThat(CedarValidation.complaints(GATEWAY, exported.policies())).isEmpty();
    }
}
