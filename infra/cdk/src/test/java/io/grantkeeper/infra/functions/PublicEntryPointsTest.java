package io.grantkeeper.infra.functions;

import static io.grantkeeper.infra.functions.FunctionResource.ALERT_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.ANSWER_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.CONNECTION_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.CONSOLE_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.LEDGER_KEY;
import static io.grantkeeper.infra.functions.FunctionResource.SENDER;
import static io.grantkeeper.infra.functions.FunctionResource.SIGNAL_SECRETS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Tests that internet-facing functions have few permissions, because an attacker who compromises a function gains its
 * permissions.
 */
class PublicEntryPointsTest {
    /**
     * The resources that would let an attacker act on someone's behalf: credentials of providers and channels, signing
     * keys, and the mail sender.
     */
    private static final Set<FunctionResource> LETS_ACT = EnumSet.of(
            CONNECTION_SECRETS, ALERT_SECRETS, ANSWER_SECRETS, CONSOLE_SECRETS, SIGNAL_SECRETS, LEDGER_KEY, SENDER);

    /**
     * The exceptions: those resources in {@code LETS_ACT} that an internet-facing function may use, keyed by function;
     * a comment gives the reason for each.
     */
    private static final Map<String, Set<FunctionResource>> HELD = Map.of(
            // Providers sign webhooks with a secret that is one of the connection's credentials and is granted with
            // them.
            "receive-webhook", Set.of(CONNECTION_SECRETS),
            // A listener is created like a webhook handler. Its events come from an event bus, from a source that AWS
            // authenticates.
            "receive-bus-event", Set.of(CONNECTION_SECRETS),
            // The key that signs links also verifies them, and Slack's signing secret verifies clicks.
            "handle-response", Set.of(ANSWER_SECRETS),
            // The secret of its client at the issuer, and the public keys that verify the ledger.
            "console", Set.of(CONSOLE_SECRETS, LEDGER_KEY),
            // Receivers authenticate with tokens, and read the public keys that belong to the signing keys of signals.
            "serve-signals", Set.of(SIGNAL_SECRETS));

    private static boolean isInternetFacing(FunctionTrigger trigger) {
        return switch (trigger) {
            case FunctionTrigger.HttpRequests _,
                    FunctionTrigger.ExternalInvocation _,
                    FunctionTrigger.PartnerEvents _ -> true;
            case FunctionTrigger.QueueMessages _,
                    FunctionTrigger.TableChanges _,
                    FunctionTrigger.Schedule _,
                    FunctionTrigger.ConnectionSchedule _,
                    FunctionTrigger.FunctionInvocation _ -> false;
        };
    }

    @Test
    void grantsPublicFunctionsOnlySecretsThatVerifyCallers() {
        Map<String, Set<FunctionResource>> held = new TreeMap<>();
        FunctionDefinitions.rows().stream()
                .filter(row -> isInternetFacing(row.trigger()))
                .forEach(row -> {
                    Set<FunctionResource> of = EnumSet.copyOf(LETS_ACT);
                    of.retainAll(row.resources());
                    if (!of.isEmpty()) {
                        held.put(row.name(), of);
                    }
                });
        assertThat(held).isEqualTo(HELD);
    }

    /**
     * If another internet-facing function could invoke an internal function, an attacker could use the permissions of
     * the internal one.
     */
    @Test
    void allowsOnlyPageFunctionAndConsoleToInvokeAnotherFunction() {
        assertThat(FunctionDefinitions.rows().stream()
                        .filter(row -> row.grants().stream()
                                .anyMatch(grant -> grant.actions().contains("lambda:InvokeFunction")))
                        .map(FunctionDefinition::name))
                .containsExactlyInAnyOrder("handle-response", "console");
    }
}
