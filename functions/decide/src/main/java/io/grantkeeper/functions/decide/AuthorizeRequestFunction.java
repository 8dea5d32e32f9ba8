package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.HttpCall;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides for an API Gateway whether a call may reach its API: the caller is the subject, the HTTP method the action, the
 * route the resource. Whoever is not known, and whatever goes wrong, is refused. Let the gateway keep no answers
 * (a time to live of 0): one that is kept outlives the policies it was made under.
 */
final class AuthorizeRequestFunction implements Function<ObjectNode, ObjectNode> {
    private final Logger log = Logs.of(AuthorizeRequestFunction.class);
    private final CallerAuthentication authentication;
    private final DecisionPoint decisions;
    private final DecisionRecorder recorder;
    private final boolean asPolicy;

    /** @param asPolicy whether to answer with an IAM policy also where the gateway would take the simple form */
    AuthorizeRequestFunction(
            CallerAuthentication authentication, DecisionPoint decisions, DecisionRecorder recorder, boolean asPolicy) {
        this.authentication = authentication;
        this.decisions = decisions;
        this.recorder = recorder;
        this.asPolicy = asPolicy;
    }

    @Override
    public ObjectNode apply(ObjectNode event) {
        AuthorizerCall call = AuthorizerCall.of(event);
        Optional<Caller> caller = Optional.empty();
        boolean permitted = false;
        try {
            caller = caller(call);
            permitted = caller.isPresent() && permitted(call, caller.get());
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "a call could not be judged, and is refused: {0}", Failures.describe(e));
        }
        DecideFunction.settleIn(recorder);
        String principal = caller.map(Caller::id).orElse("unknown");
        return asPolicy || !call.takesSimple() ? policy(call, principal, permitted) : simple(principal, permitted);
    }

    private Optional<Caller> caller(AuthorizerCall call) {
        return authentication.authenticate(new HttpCall(call.method(), call.route(), call.headers(), new byte[0]))
                        instanceof CallerAuthentication.Outcome.Known(Caller known)
                ? Optional.of(known)
                : Optional.empty();
    }

    private boolean permitted(AuthorizerCall call, Caller caller) {
        DecisionPoint.Session session =
                decisions.open(caller, Optional.ofNullable(call.headers().get("X-Request-ID")));
        Party subject = Party.of(
                "agent",
                caller.actors().isEmpty() ? caller.id() : caller.actors().getLast());
        Party resource = new Party(
                "route",
                call.route(),
                Map.of("host", AttributeValue.of(call.headers().getOrDefault("Host", ""))));
        return session.decide(new AccessRequest(
                        subject, call.method(), Map.of(), resource, Map.of(), caller.actors(), session.now()))
                .permitted();
    }

    private static ObjectNode simple(String principal, boolean permitted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("isAuthorized", permitted);
        answer.putObject("context").put("caller", principal);
        return answer;
    }

    /** For exactly what was called: a policy for more would be used for more, by a gateway that keeps it. */
    private static ObjectNode policy(AuthorizerCall call, String principal, boolean permitted) {
        boolean named = !call.arn().isEmpty();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("principalId", principal);
        ObjectNode document = answer.putObject("policyDocument");
        document.put("Version", "2012-10-17");
        ObjectNode statement = document.putArray("Statement").addObject();
        statement.put("Action", "execute-api:Invoke");
        statement.put("Effect", permitted && named ? "Allow" : "Deny");
        statement.putArray("Resource").add(named ? call.arn() : "*");
        answer.putObject("context").put("caller", principal);
        return answer;
    }
}
