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
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.export.CedarExport;
import io.grantkeeper.policy.export.CedarPolicy;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decision engine based on plain Cedar. It compiles the policies of a set to Cedar and decides with Cedar's own
 * evaluator, which requires Cedar's native library. The engine of {@code shared/policy} is tested against this one.
 */
public final class CedarEngine implements DecisionEngine {
    private final PolicySet set;
    private final CedarInputs inputs;
    private final com.cedarpolicy.model.policy.PolicySet deciding;
    private final com.cedarpolicy.model.policy.PolicySet judging;
    private final Map<String, PolicyEvaluation> rules = new LinkedHashMap<>();
    private final BasicAuthorizationEngine cedar;

    private CedarEngine(PolicySet set) {
        CedarLibrary.load();
        this.cedar = new BasicAuthorizationEngine();
        this.set = set;
        this.inputs = new CedarInputs(CedarSchema.of(set));
        this.deciding = parse(CedarExport.decisionPolicies(set));
        this.judging = parse(CedarExport.judgementPolicies(set));
        for (io.grantkeeper.policy.intent.PolicyDocument policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                PolicyRule rule = policy.rules().get(i);
                rules.put(CedarExport.id(policy, i), IndexedDecisionEngine.evaluation(policy, rule));
            }
        }
    }

    /**
     * Compiles the policies of a set.
     *
     * @throws IllegalStateException if Cedar's native library cannot be loaded or Cedar rejects the policies
     */
    public static CedarEngine of(PolicySet set) {
        return new CedarEngine(set);
    }

    private static com.cedarpolicy.model.policy.PolicySet parse(List<CedarPolicy> policies) {
        Set<Policy> all = new HashSet<>();
        policies.forEach(policy -> all.add(new Policy(policy.text(), policy.id())));
        com.cedarpolicy.model.policy.PolicySet parsed = new com.cedarpolicy.model.policy.PolicySet(all);
        try {
            parsed.cache();
        } catch (CacheException e) {
            throw new IllegalStateException("Cedar rejects the policies: " + e.getMessage(), e);
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
        boolean requestable = !permitted && isRequestable(request, subject, approved);
        List<PolicyEvaluation> evaluations = applicableJudgements(facts(request, subject));
        return new Decision(
                permitted,
                requestable,
                evaluations,
                evaluations.stream().map(PolicyEvaluation::reason).toList(),
                List.of(),
                set.version());
    }

    /** Returns one judgment for each rule that applies to the request, in document order. */
    private List<PolicyEvaluation> applicableJudgements(RequestFacts facts) {
        Set<String> satisfied = ask(facts, false, false, judging).getReason();
        List<PolicyEvaluation> holding = new ArrayList<>();
        rules.forEach((id, evaluation) -> {
            if (satisfied.contains(id)) {
                holding.add(evaluation);
            }
        });
        return holding;
    }

    /**
     * Returns whether plain Cedar permits the request. Makes only one call to Cedar, so that a benchmark measures
     * nothing else.
     *
     * @param approved whether a valid approval covers the request
     */
    public boolean permits(AccessRequest request, SubjectFacts subject, boolean approved) {
        return ask(facts(request, subject), approved, false, deciding).isAllowed();
    }

    /**
     * Returns whether the caller may request approval for a request that plain Cedar does not permit.
     *
     * @param approved whether a valid approval covers the request
     */
    public boolean isRequestable(AccessRequest request, SubjectFacts subject, boolean approved) {
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
        return CedarInputs.ACTION.of(
                facts.capabilityClass().map(Object::toString).orElse(CedarExport.SOMETHING_ELSE));
    }

    /**
     * Validates the compiled policies against the schema of the policy model.
     *
     * @return the validation errors; empty if the policies are valid
     */
    public static List<String> validationErrors(PolicySet set) {
        return CedarValidation.errors(
                CedarSchema.of(set).json(), CedarExport.decisionPolicies(set), CedarExport.judgementPolicies(set));
    }
}
