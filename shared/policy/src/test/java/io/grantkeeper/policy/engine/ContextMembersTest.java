package io.grantkeeper.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The context members that policies read")
class ContextMembersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "network: [192.0.2.0/24]; ip",
                "human-present: true; human_present",
                "reach: [own]; reach",
                "authentication: {methods: [mfa], within: 1h}; amr auth_time",
                "where: {context.purpose: marketing}; purpose",
                "where: {subject.team: {same-as: context.team}}; team",
                "approved: true; ''",
                "where: {subject.team: sales}; ''"
            })
    void includeMembersOfConditionsAndExceptions(String condition, String members) {
        for (String part : List.of("when", "unless")) {
            String policy = """
                    policy: p
                    intent: An agent asks before it sends mail.
                    rules:
                      - ask: send mail
                        %s:
                          %s
                    """.formatted(part, condition);
            PolicySet set =
                    PolicySet.read(List.of(new PolicySet.Source("p", policy))).orThrow();
            assertThat(IndexedDecisionEngine.of(set).contextMembers())
                    .containsExactlyInAnyOrder(members.isEmpty() ? new String[0] : members.split(" ", -1));
        }
    }

    @ParameterizedTest
    @CsvSource({"outside-approval, ip", "trusted, ''"})
    void includeAddressIfTagDependsOnIt(String tag, String members) {
        PolicySet set = PolicySet.read(List.of(new PolicySet.Source("p", """
                        policy: p
                        intent: An agent asks before it sends mail.
                        covers: {tags: [%s]}
                        rules:
                          - ask: send mail
                        """.formatted(tag))))
                .orThrow();
        assertThat(IndexedDecisionEngine.of(set).contextMembers())
                .containsExactlyInAnyOrder(members.isEmpty() ? new String[0] : members.split(" ", -1));
    }
}
