package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one document and reports all errors in it. */
final class PolicyDocumentReader {
    static final Set<String> POLICY = Set.of(
            "policy",
            "intent",
            "covers",
            "rules",
            "stage",
            "fail",
            "guardrail",
            "exceptions",
            "controls",
            "promotion",
            "enforce");
    static final Set<String> RULE = Set.of("allow", "ask", "forbid", "when", "unless", "because", "obligations");
    static final Set<String> PROMOTION = Set.of("decisions", "days", "answers", "would-block-rate", "false-block-rate");
    static final Set<String> SETTINGS = Set.of("set", "unmatched", "tools", "actions", "resources");

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
    private static final List<PolicyStage> STAGES = Arrays.asList(PolicyStage.values());

    /** The result of reading a document: a policy or the settings of a set. */
    sealed interface Document {}

    record ParsedPolicyDocument(PolicyDocument policy) implements Document {}

    record SettingsDocument(PolicySetSettings settings) implements Document {}

    private final List<DocumentError> errors = new ArrayList<>();
    private final ConditionReader conditions = new ConditionReader(errors);
    private final Optional<Document> document;

    PolicyDocumentReader(String name, String text) {
        Optional<Document> read = LocatedYaml.read(name, text, errors).flatMap(yaml -> document(yaml, text));
        errors.sort((one, other) -> one.place().compareTo(other.place()));
        this.document = errors.isEmpty() ? read : Optional.empty();
    }

    /** Returns the document; empty if it contains errors. */
    Optional<Document> document() {
        return document;
    }

    /** Returns the errors, ordered by position. */
    List<DocumentError> errors() {
        return List.copyOf(errors);
    }

    private Optional<Document> document(LocatedYaml yaml, String text) {
        boolean settings =
                yaml instanceof LocatedYaml.Mapping(Map<String, LocatedYaml.Member> members, DocumentLocation _)
                        && members.containsKey("set")
                        && !members.containsKey("policy");
        Optional<DocumentFields> fields = DocumentFields.of("", yaml, settings ? SETTINGS : POLICY, errors);
        return settings
                ? fields.flatMap(all -> settings(all, text)).map(SettingsDocument::new)
                : fields.flatMap(all -> policy(all, text)).map(ParsedPolicyDocument::new);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a policy name; use at most 64 lowercase letters and digits, with hyphens between them"
                            .formatted(text));
        }
        return text;
    }

    private Optional<PolicyDocument> policy(DocumentFields fields, String text) {
        Optional<String> name =
                required(fields, "policy", "a name such as mail-needs-approval", PolicyDocumentReader::name);
        Optional<String> intent =
                required(fields, "intent", "one sentence that describes its purpose", Function.identity());
        List<PolicyCondition> covers = new ArrayList<>();
        UnknownSubjects unknownSubjects =
                fields.member("covers").map(yaml -> covers(yaml, covers)).orElse(UnknownSubjects.UNSAID);
        List<PolicyRule> rules = rules(fields);
        boolean guardrail = fields.booleanValue("guardrail").orElse(false);
        boolean exceptions = fields.booleanValue("exceptions").orElse(false);
        FailMode fail = fields.value(
                        "fail",
                        "closed or open",
                        DocumentFields.oneOf(Arrays.asList(FailMode.values()), FailMode::code))
                .orElse(FailMode.CLOSED);
        if (guardrail) {
            guardrail(fields, rules, exceptions, fail);
        }
        PolicyStage stage = fields.value(
                        "stage",
                        "training, recommendation or enforcement",
                        DocumentFields.oneOf(STAGES, PolicyStage::code))
                .orElse(PolicyStage.TRAINING);
        Set<String> controls = fields.oneOrMore("controls", "a control such as SOC2:CC6.3", Function.<String>identity())
                .orElse(Set.of());
        PromotionCriteria promotion = fields.member("promotion")
                .flatMap(yaml -> promotion(fields, yaml))
                .orElse(PromotionCriteria.STANDARD);
        Optional<EnforcementSettings> enforcement = fields.member("enforce").flatMap(yaml -> enforcement(fields, yaml));
        if (name.isEmpty() || intent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PolicyDocument(
                name.get(),
                intent.get(),
                covers,
                unknownSubjects,
                rules,
                stage,
                fail,
                guardrail,
                exceptions,
                List.copyOf(controls),
                promotion,
                enforcement,
                PolicyVersion.ofText(text),
                fields.placeOf("policy").orElse(fields.place())));
    }

    private static <T> Optional<T> required(
            DocumentFields fields, String name, String form, Function<String, T> reader) {
        if (fields.member(name).isEmpty()) {
            fields.addMissing(name, "give " + form);
        }
        return fields.value(name, form, reader);
    }

    private UnknownSubjects covers(LocatedYaml yaml, List<PolicyCondition> found) {
        Optional<DocumentFields> fields = DocumentFields.of("covers", yaml, ConditionReader.COVERS, errors);
        fields.ifPresent(all -> found.addAll(conditions.covers(all)));
        List<UnknownSubjects> choices =
                List.of(UnknownSubjects.INCLUDED, UnknownSubjects.ONLY, UnknownSubjects.EXCLUDED);
        return fields.flatMap(all -> all.value(
                        "strangers",
                        "included, only or excluded",
                        DocumentFields.oneOf(choices, UnknownSubjects::code)))
                .orElse(UnknownSubjects.UNSAID);
    }

    /**
     * Checks that a guardrail contains only rules that forbid, allows no exceptions and does not fail open, because a
     * guardrail applies at every stage and despite approvals.
     */
    private static void guardrail(DocumentFields fields, List<PolicyRule> rules, boolean exceptions, FailMode fail) {
        fields.member("guardrail").ifPresent(yaml -> {
            for (PolicyRule rule : rules) {
                if (rule.effect() != Effect.FORBID) {
                    fields.addMistake(
                            yaml,
                            "guardrail",
                            "is true, but the rule on line %d is not a forbid rule; a guardrail can contain only forbid rules, so move this one to a separate policy"
                                    .formatted(rule.place().line()));
                }
            }
            if (exceptions) {
                fields.addMistake(yaml, "guardrail", "is true, so exceptions are not possible; omit 'exceptions'");
            }
            if (fail == FailMode.OPEN) {
                fields.addMistake(yaml, "guardrail", "is true, so the policy fails closed; omit 'fail'");
            }
        });
    }

    private List<PolicyRule> rules(DocumentFields fields) {
        Optional<LocatedYaml> yaml = fields.member("rules");
        if (yaml.isEmpty()) {
            fields.addMissing("rules", "give a list of rules, such as '- forbid: send mail'");
            return List.of();
        }
        if (!(yaml.get() instanceof LocatedYaml.Sequence(List<LocatedYaml> items, DocumentLocation _))
                || items.isEmpty()) {
            fields.addMistake(
                    yaml.get(),
                    "rules",
                    "must be a list of rules, such as '- forbid: send mail', but is "
                            + yaml.get().shape());
            return List.of();
        }
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            rule("rules[" + i + "]", items.get(i)).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<PolicyRule> rule(String path, LocatedYaml yaml) {
        return DocumentFields.of(path, yaml, RULE, errors).flatMap(fields -> {
            List<Effect> effects = Arrays.stream(Effect.values())
                    .filter(effect -> fields.member(effect.code()).isPresent())
                    .toList();
            if (effects.size() != 1) {
                errors.add(new DocumentError(
                        fields.place(),
                        path,
                        effects.isEmpty()
                                ? "has no effect; start it with allow, ask or forbid"
                                : "has more than one effect; write one rule for each"));
            }
            List<RuleTarget> targets = new ArrayList<>();
            for (Effect effect : effects) {
                fields.member(effect.code())
                        .ifPresent(what -> targets(fields, fields.pathOf(effect.code()), what, targets));
            }
            List<PolicyCondition> when = conditions(fields, "when");
            List<PolicyCondition> unless = conditions(fields, "unless");
            Optional<String> because = fields.text("because", "a sentence");
            Set<String> obligations = fields.oneOrMore(
                            "obligations", "an obligation's code", Function.<String>identity())
                    .orElse(Set.of());
            return effects.size() == 1 && !targets.isEmpty()
                    ? Optional.of(new PolicyRule(
                            effects.getFirst(),
                            targets,
                            when,
                            unless,
                            because,
                            List.copyOf(obligations),
                            fields.placeOf(effects.getFirst().code()).orElse(fields.place())))
                    : Optional.empty();
        });
    }

    private List<PolicyCondition> conditions(DocumentFields fields, String name) {
        return fields.member(name)
                .flatMap(yaml -> DocumentFields.of(fields.pathOf(name), yaml, ConditionReader.CONDITIONS, errors))
                .map(conditions::conditions)
                .orElse(List.of());
    }

    private void targets(DocumentFields fields, String path, LocatedYaml yaml, List<RuleTarget> targets) {
        List<LocatedYaml> items =
                yaml instanceof LocatedYaml.Sequence(List<LocatedYaml> all, DocumentLocation _) ? all : List.of(yaml);
        if (items.isEmpty()) {
            fields.addMistake(yaml, path, "must name a capability such as 'send mail', but is an empty list");
        }
        for (int i = 0; i < items.size(); i++) {
            String field = yaml instanceof LocatedYaml.Sequence ? path + "[" + i + "]" : path;
            LocatedYaml item = items.get(i);
            if (item instanceof LocatedYaml.Mapping) {
                DocumentFields.of(field, item, Set.of("action", "resource"), errors)
                        .flatMap(named -> named(named, item.place()))
                        .ifPresent(targets::add);
            } else {
                fields.value(field, item, "a capability such as 'send mail'", CapabilityPhrase::parse)
                        .ifPresent(phrase -> targets.add(new RuleTarget.Capable(phrase, item.place())));
            }
        }
    }

    private static Optional<RuleTarget> named(DocumentFields fields, DocumentLocation location) {
        Optional<String> action = required(fields, "action", "the name of an action", Function.identity());
        Optional<String> resource = fields.text("resource", "a resource type");
        return action.isPresent()
                        && (resource.isPresent() || fields.member("resource").isEmpty())
                ? Optional.of(new RuleTarget.Named(action.get(), resource, location))
                : Optional.empty();
    }

    private Optional<PromotionCriteria> promotion(DocumentFields parent, LocatedYaml yaml) {
        return DocumentFields.of(parent.pathOf("promotion"), yaml, PROMOTION, errors)
                .map(fields -> new PromotionCriteria(
                        count(fields, "decisions", 1_000_000_000, PromotionCriteria.STANDARD.decisions()),
                        count(fields, "days", 365, PromotionCriteria.STANDARD.days()),
                        count(fields, "answers", 1_000_000, PromotionCriteria.STANDARD.answers()),
                        rate(fields, "would-block-rate", PromotionCriteria.STANDARD.wouldBlockRate()),
                        rate(fields, "false-block-rate", PromotionCriteria.STANDARD.falseBlockRate())));
    }

    private static int count(DocumentFields fields, String name, int most, int otherwise) {
        return number(
                        fields,
                        name,
                        String.format(Locale.ROOT, "a whole number from 1 to %,d", most),
                        value -> value >= 1 && value <= most && value == Math.rint(value))
                .map(Double::intValue)
                .orElse(otherwise);
    }

    private static double rate(DocumentFields fields, String name, double otherwise) {
        return number(fields, name, "a rate from 0 to 1, such as 0.01", value -> value >= 0 && value <= 1)
                .orElse(otherwise);
    }

    private static Optional<Double> number(DocumentFields fields, String name, String form, DoublePredicate fits) {
        return fields.member(name).flatMap(yaml -> {
            if (yaml instanceof LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
                    && (kind == LocatedYaml.Scalar.Kind.WHOLE || kind == LocatedYaml.Scalar.Kind.FRACTION)
                    && fits.test(Double.parseDouble(value))) {
                return Optional.of(Double.parseDouble(value));
            }
            fields.addMistake(yaml, fields.pathOf(name), "must be %s, but is %s".formatted(form, yaml.shape()));
            return Optional.empty();
        });
    }

    private Optional<EnforcementSettings> enforcement(DocumentFields parent, LocatedYaml yaml) {
        return DocumentFields.of(parent.pathOf("enforce"), yaml, Set.of("step", "after"), errors)
                .flatMap(fields -> {
                    Optional<EnforcementSettings.Step> step = required(
                            fields,
                            "step",
                            "suspend or revoke",
                            DocumentFields.oneOf(
                                    Arrays.asList(EnforcementSettings.Step.values()), EnforcementSettings.Step::code));
                    Optional<Duration> after =
                            required(fields, "after", "a grace period such as 24h", ConditionReader::duration);
                    return step.isPresent() && after.isPresent()
                            ? Optional.of(new EnforcementSettings(step.get(), after.get()))
                            : Optional.empty();
                });
    }

    private Optional<PolicySetSettings> settings(DocumentFields fields, String text) {
        required(fields, "set", "a name such as acme", PolicyDocumentReader::name);
        PolicySetSettings.Unmatched unmatched = fields.value(
                        "unmatched",
                        "deny, ask or permit",
                        DocumentFields.oneOf(
                                Arrays.asList(PolicySetSettings.Unmatched.values()), PolicySetSettings.Unmatched::code))
                .orElse(PolicySetSettings.Unmatched.DENY);
        Map<String, String> tools =
                words(fields, "tools", "an action such as 'send mail'", RequestCapabilityMapping::parseSingle);
        Map<String, String> actions =
                words(fields, "actions", "a verb such as send", RequestCapabilityMapping::parseVerb);
        Map<String, String> resources =
                words(fields, "resources", "a resource class such as mail", RequestCapabilityMapping::parseNoun);
        return errors.isEmpty()
                ? Optional.of(new PolicySetSettings(
                        unmatched,
                        new RequestCapabilityMapping(tools, actions, resources),
                        PolicyVersion.ofText(text),
                        fields.place()))
                : Optional.empty();
    }

    private Map<String, String> words(DocumentFields fields, String name, String form, Consumer<String> check) {
        Map<String, String> found = new LinkedHashMap<>();
        fields.member(name).ifPresent(yaml -> {
            if (!(yaml instanceof LocatedYaml.Mapping(Map<String, LocatedYaml.Member> members, DocumentLocation _))) {
                fields.addMistake(
                        yaml, name, "must be a mapping of names to %s, but is %s".formatted(form, yaml.shape()));
                return;
            }
            members.values()
                    .forEach(member -> fields.value(name + "." + member.key(), member.value(), form, text -> {
                                check.accept(text);
                                return text;
                            })
                            .ifPresent(text -> found.put(member.key(), text)));
        });
        return found;
    }
}
