package io.grantkeeper.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.value.EntityUID;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.export.CedarPolicy;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.export.CedarText;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plain Cedar as a decision engine: the policies of a set, compiled to Cedar and decided by Cedar's own evaluator. It is
 * the measure that the engine of {@code shared/policy} is held against; it needs Cedar's native library.
 */
public final class CedarEngine implements DecisionEngine {
    private final PolicySet set;
    private final CedarInputs inputs;
    private final com.cedarpolicy.model.policy.PolicySet deciding;
    private final com.cedarpolicy.model.policy.PolicySet judging;
    private final Map<String, Judgement> rules = new LinkedHashMap<>();
    private final BasicAuthorizationEngine cedar;

    private CedarEngine(PolicySet set) {
        CedarLibrary.load();
        this.cedar = new BasicAuthorizationEngine();
        this.set = set;
        this.inputs = new CedarInputs(CedarSchema.of(set));
        this.deciding = parsed(CedarText.deciding(set));
        this.judging = parsed(CedarText.judging(set));
        for (io.grantkeeper.policy.intent.Policy policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                Rule rule = policy.rules().get(i);
                rules.put(
                        CedarText.id(policy, i),
                        new Judgement(
                                policy.name(),
                                policy.version(),
                                policy.stage(),
                                policy.guardrail(),
                                rule.effect(),
                                Sentences.reason(policy, rule),
                                rule.obligations()));
            }
        }
    }

    /** @throws IllegalStateException where Cedar's native library does not load, or does not take the policies */
    public static CedarEngine of(PolicySet set) {
        return new CedarEngine(set);
    }

    private static com.cedarpolicy.model.policy.PolicySet parsed(List<CedarPolicy> policies) {
        Set<Policy> all = new HashSet<>();
        policies.forEach(policy -> all.add(new Policy(policy.text(), policy.id())));
        com.cedarpolicy.model.policy.PolicySet parsed = new com.cedarpolicy.model.policy.PolicySet(all);
        try {
            parsed.cache();
        } catch (CacheException e) {
            throw new IllegalStateException("Cedar does not take the policies: " + e.getMessage(), e);
        }
        return parsed;
    }

    @Override
    public PolicyVersion version() {
        return set.version();
    }

    @Override
    public Decision decide(AccessRequest request, SubjectFacts subject, boolean approved) {
        boolean permitted = permits(request, subject, approved);
        boolean requestable = !permitted && mayAsk(request, subject, approved);
        List<Judgement> judgements = holding(facts(request, subject));
        return new Decision(
                permitted,
                requestable,
                judgements,
                judgements.stream().map(Judgement::reason).toList(),
                List.of(),
                set.version());
    }

    /** One judgement for each rule that holds, in the order of the documents. */
    private List<Judgement> holding(RequestFacts facts) {
        Set<String> satisfied = ask(facts, false, false, judging).getReason();
        List<Judgement> holding = new ArrayList<>();
        rules.forEach((id, judgement) -> {
            if (satisfied.contains(id)) {
                holding.add(judgement);
            }
        });
        return holding;
    }

    /** Whether plain Cedar permits: one question, and the only one that a benchmark compares with. */
    public boolean permits(AccessRequest request, SubjectFacts subject, boolean approved) {
        return ask(facts(request, subject), approved, false, deciding).isAllowed();
    }

    /** Whether one may ask for what plain Cedar does not permit. */
    public boolean mayAsk(AccessRequest request, SubjectFacts subject, boolean approved) {
        return ask(facts(request, subject), approved, true, deciding).isAllowed();
    }

    private RequestFacts facts(AccessRequest request, SubjectFacts subject) {
        return new RequestFacts(request, subject, set.settings().mapping());
    }

    private AuthorizationSuccessResponse ask(
            RequestFacts facts, boolean approved, boolean requesting, com.cedarpolicy.model.policy.PolicySet policies) {
        EntityUID action = action(facts);
        EntityUID principal = CedarInputs.SUBJECT.of(facts.request().subject().id());
        EntityUID resource = CedarInputs.RESOURCE.of(facts.request().resource().id());
        Entities entities = inputs.entities(principal, resource, facts);
        Context context = new Context(inputs.context(facts, approved, requesting));
        try {
            AuthorizationResponse response = cedar.isAuthorized(
                    new AuthorizationRequest(principal, action, resource, context), policies, entities);
            AuthorizationSuccessResponse success =
                    response.success.orElseThrow(() -> new IllegalStateException("Cedar could not decide: "
                            + response.errors.map(Object::toString).orElse("")));
            if (!success.getErrors().isEmpty()) {
                throw new IllegalStateException("Cedar could not evaluate: " + success.getErrors());
            }
            return success;
        } catch (AuthException e) {
            throw new IllegalStateException("Cedar could not decide: " + e.getMessage(), e);
        }
    }

    private static EntityUID action(RequestFacts facts) {
        return CedarInputs.ACTION.of(facts.deed().map(Object::toString).orElse(CedarText.SOMETHING_ELSE));
    }

    /** What is wrong with the set's policies by the schema of our model; empty where nothing is. */
    public static List<String> complaints(PolicySet set) {
        return CedarValidation.complaints(CedarSchema.of(set).json(), CedarText.deciding(set), CedarText.judging(set));
    }
}
