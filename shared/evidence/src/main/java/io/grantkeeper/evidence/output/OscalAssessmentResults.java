package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.mapping.FrameworkControl;
import io.grantkeeper.evidence.report.AuditCheckBasis;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.text.TextNormalization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes OSCAL 1.1.3 assessment results: a finding per control, an observation per check, and a risk per exception. The
 * back matter contains the proofs and the checkpoint as resources, so that this single file can be verified.
 */
public final class OscalAssessmentResults {
    private static final String VERSION = "1.1.3";
    private static final String NAMESPACE = "urn:grantkeeper:evidence";

    private final FrameworkReport report;
    private final NameBasedUuid names;
    private final Map<Long, String> resources = new LinkedHashMap<>();
    private final Map<String, String> observations = new LinkedHashMap<>();
    private final Map<String, String> risks = new LinkedHashMap<>();

    private OscalAssessmentResults(FrameworkReport report) {
        this.report = report;
        this.names = NameBasedUuid.of("%s/%s/%s/%d"
                .formatted(
                        report.tenant(),
                        report.framework().code(),
                        report.period(),
                        report.log().size()));
    }

    /** Returns the document as indented JSON, ending with a line feed. */
    public static String write(FrameworkReport report) {
        ObjectNode document = new OscalAssessmentResults(report).document();
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static ObjectNode object() {
        return JsonTrees.object();
    }

    private static ArrayNode array() {
        return JsonTrees.array();
    }

    private ObjectNode document() {
        report.proofs().forEach(proof -> resources.put(proof.told().index(), names.uuidOf("proof/" + proof.name())));
        ObjectNode results = object();
        results.put("uuid", names.uuidOf("assessment-results"));
        results.set("metadata", metadata());
        results.set(
                "import-ap",
                object().put("href", "#" + names.uuidOf("plan"))
                        .put(
                                "remarks",
                                "The plan consists of the checks that Grantkeeper always runs against its ledger."));
        results.set("results", array().add(result()));
        results.set("back-matter", object().set("resources", backMatter()));
        ObjectNode document = object();
        document.set("assessment-results", results);
        return document;
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put(
                "title",
                line("%s: evidence of %s, %s".formatted(report.framework().title(), report.tenant(), report.period())));
        metadata.put("last-modified", report.period().until().toString());
        metadata.put("version", String.valueOf(report.log().size()));
        metadata.put("oscal-version", VERSION);
        metadata.set(
                "props",
                array().add(prop("framework", report.framework().code()))
                        .add(prop("tenant", report.tenant().value()))
                        .add(prop("sample-seed", report.seed())));
        metadata.set(
                "parties",
                array().add(object().put("uuid", names.uuidOf("party"))
                        .put("type", "organization")
                        .put("name", report.tenant().value())));
        metadata.put(
                "remarks",
                "The last-modified time is the end of the period, because the document depends only on the period and the"
                        + " checkpoint. Identifiers are the publisher's; all other text is Grantkeeper's own. "
                        + report.framework().checked());
        return metadata;
    }

    private ObjectNode result() {
        ObjectNode result = object();
        result.put("uuid", names.uuidOf("result"));
        result.put("title", line("Period " + report.period()));
        result.put(
                "description",
                "What the ledger %s shows about the period, based on its %d entries for the period, under its checkpoint of %d entries."
                        .formatted(
                                report.log().origin(),
                                report.entries(),
                                report.log().size()));
        result.put("start", report.period().from().toString());
        result.put("end", report.period().until().toString());
        result.set(
                "props",
                array().add(prop("checkpoint-size", String.valueOf(report.log().size())))
                        .add(prop("checkpoint-root", report.log().root()))
                        .add(prop("controls-met", String.valueOf(report.count(ControlVerdict.MET))))
                        .add(prop("controls-with-exceptions", String.valueOf(report.count(ControlVerdict.EXCEPTIONS))))
                        .add(prop("controls-unknown", String.valueOf(report.count(ControlVerdict.UNKNOWN)))));
        ArrayNode selected = array();
        report.framework().controls().forEach(control -> selected.add(object().put("control-id", control.token())));
        result.set(
                "reviewed-controls",
                object().set("control-selections", array().add(object().set("include-controls", selected))));
        ArrayNode all = array();
        ArrayNode allRisks = array();
        checks().values().forEach(check -> {
            check.deviations().forEach(exception -> allRisks.add(risk(check, exception)));
            all.add(observation(check));
        });
        report.gaps().forEach(gap -> all.add(observation(gap)));
        report.exposure().ifPresent(exposure -> exposure.zones().forEach(zone -> all.add(observation(exposure, zone))));
        put(result, "observations", all);
        put(result, "risks", allRisks);
        ArrayNode findings = array();
        report.controls().forEach(control -> findings.add(finding(control)));
        put(result, "findings", findings);
        return result;
    }

    /** Returns each check once, regardless of how many controls it supports. */
    private Map<String, AuditCheckResult> checks() {
        return report.controls().stream()
                .flatMap(control -> control.checks().stream())
                .collect(Collectors.toMap(
                        check -> check.check().code(), check -> check, (first, _) -> first, LinkedHashMap::new));
    }

    private ObjectNode observation(AuditCheckResult check) {
        String uuid = names.uuidOf("observation/" + check.check().code());
        observations.put(check.check().code(), uuid);
        ObjectNode observation = object();
        observation.put("uuid", uuid);
        observation.put("title", line(check.check().statement()));
        AuditCheckBasis basis = AuditCheckBasis.of(check, report);
        observation.put(
                "description",
                "Population %d, sample %d, exceptions %d (open %d, ended %d, accepted %d). %s"
                        .formatted(
                                check.sample().population(),
                                check.sample().drawn().size(),
                                check.deviations().size(),
                                check.count(AuditException.State.OPEN),
                                check.count(AuditException.State.ENDED),
                                check.count(AuditException.State.ACCEPTED),
                                basis.sentence()));
        ArrayNode props = array().add(prop("check", check.check().code()))
                .add(prop("capability", check.check().capability().code()))
                .add(prop("population", String.valueOf(check.sample().population())))
                .add(prop("sample", String.valueOf(check.sample().drawn().size())))
                .add(prop("exceptions-open", String.valueOf(check.count(AuditException.State.OPEN))))
                .add(prop("certainty", basis.certainty().word()))
                .add(prop("coverage-gaps-open", String.valueOf(basis.openGaps())));
        check.ran()
                .forEach((kind, count) ->
                        props.add(prop("ran", String.valueOf(count)).put("class", token(kind))));
        observation.set("props", props);
        observation.set("methods", array().add("EXAMINE").add("TEST"));
        observation.set("types", array().add("control-objective"));
        ArrayNode evidence = array();
        check.sample()
                .drawn()
                .forEach(item -> evidence.add(evidence(item.told(), "Sampled: " + report.label(item.subject()))));
        put(observation, "relevant-evidence", evidence);
        observation.put("collected", report.period().until().toString());
        return observation;
    }

    private ObjectNode observation(LedgerEntrySummaries.Gap gap) {
        ObjectNode observation = object();
        observation.put("uuid", names.uuidOf("gap/" + gap.opened().id()));
        observation.put("title", line("Coverage gap: %s of %s".formatted(gap.stream(), gap.connection())));
        observation.put(
                "description",
                "Since %s (%s), %s."
                        .formatted(
                                gap.opened().at(),
                                gap.problem(),
                                gap.closed()
                                        .map(closed -> "until " + closed.at())
                                        .orElse("and still open at the end of the period")));
        observation.set("methods", array().add("EXAMINE"));
        observation.set("types", array().add("historic"));
        ArrayNode evidence = array().add(evidence(gap.opened(), "The gap was opened"));
        gap.closed().ifPresent(closed -> evidence.add(evidence(closed, "The gap was closed")));
        observation.set("relevant-evidence", evidence);
        observation.put("collected", gap.opened().at().toString());
        return observation;
    }

    private ObjectNode observation(PathExposure exposure, PathExposure.Zone zone) {
        ObjectNode observation = object();
        observation.put("uuid", names.uuidOf("paths/" + zone.name()));
        observation.put("title", line("Where access leads: " + zone.name()));
        observation.put("description", line(zone.sentence()));
        observation.set(
                "props",
                array().add(prop("zone", zone.name()))
                        .add(prop("identities-exposed", String.valueOf(zone.exposed())))
                        .add(prop("identities-outside", String.valueOf(zone.identities())))
                        .add(prop("people-exposed", String.valueOf(zone.exposedPeople())))
                        .add(prop("identities-possibly-exposed", String.valueOf(zone.possiblyExposed())))
                        .add(prop(
                                "choke-points",
                                String.valueOf(zone.chokePoints().size()))));
        observation.set("methods", array().add("EXAMINE"));
        observation.set("types", array().add("finding"));
        observation.put("collected", report.period().until().toString());
        observation.put(
                "remarks",
                line("%s Not collected: %s.".formatted(exposure.source(), String.join("; ", exposure.notCollected()))));
        return observation;
    }

    private ObjectNode evidence(LedgerPosition told, String description) {
        ObjectNode evidence = object();
        Optional.ofNullable(resources.get(told.index())).ifPresent(uuid -> evidence.put("href", "#" + uuid));
        evidence.put("description", line("%s (entry %d, %s)".formatted(description, told.index(), told.kind())));
        return evidence;
    }

    private ObjectNode risk(AuditCheckResult check, AuditException exception) {
        String key = riskKey(check, exception);
        String uuid = names.uuidOf("risk/" + key);
        risks.put(key, uuid);
        ObjectNode risk = object();
        risk.put("uuid", uuid);
        risk.put("title", line("%s: %s".formatted(report.label(exception.subject()), exception.what())));
        risk.put("description", line("%s: %s.".formatted(report.label(exception.subject()), exception.what())));
        risk.put("statement", "Expected: " + check.check().statement());
        ArrayNode props = array().add(
                        prop("entry", String.valueOf(exception.told().index())))
                .add(prop("state", exception.state().words()));
        exception.ended().ifPresent(ended -> props.add(prop("ended-by-entry", String.valueOf(ended.index()))));
        exception
                .acceptance()
                .ifPresent(acceptance -> props.add(prop(
                                "accepted-by-entry",
                                String.valueOf(acceptance.told().index())))
                        .add(prop("accepted-as", acceptance.by())));
        risk.set("props", props);
        risk.put("status", status(exception.state()));
        return risk;
    }

    private static String riskKey(AuditCheckResult check, AuditException exception) {
        return check.check().code() + "/" + exception.told().id() + "/" + exception.what();
    }

    private static String status(AuditException.State state) {
        return switch (state) {
            case OPEN -> "open";
            case ENDED -> "closed";
            case ACCEPTED -> "deviation-approved";
        };
    }

    private ObjectNode finding(ControlReport control) {
        ObjectNode finding = object();
        finding.put("uuid", names.uuidOf("finding/" + control.control().id()));
        finding.put(
                "title",
                line("%s %s".formatted(control.control().id(), control.control().title())));
        finding.put("description", description(control));
        ArrayNode props = array().add(prop("control", control.control().id()))
                .add(prop("verdict", control.verdict().word()))
                .add(prop("mapping", control.control().confidence().words()));
        finding.set("props", props);
        ObjectNode status = object();
        status.put("state", control.verdict() == ControlVerdict.MET ? "satisfied" : "not-satisfied");
        status.put("reason", reason(control.verdict()));
        if (!control.because().isEmpty()) {
            status.put("remarks", String.join(" ", control.because()));
        }
        ObjectNode target = object();
        target.put("type", "objective-id");
        target.put("target-id", control.control().token());
        target.set("status", status);
        finding.set("target", target);
        ArrayNode related = array();
        ArrayNode relatedRisks = array();
        for (AuditCheckResult check : control.checks()) {
            String uuid = observations.get(check.check().code());
            if (uuid != null) {
                related.add(object().put("observation-uuid", uuid));
            }
            check.deviations()
                    .forEach(exception ->
                            relatedRisks.add(object().put("risk-uuid", risks.get(riskKey(check, exception)))));
        }
        put(finding, "related-observations", related);
        put(finding, "related-risks", relatedRisks);
        return finding;
    }

    private static String reason(ControlVerdict verdict) {
        return switch (verdict) {
            case MET -> "pass";
            case EXCEPTIONS -> "fail";
            case UNKNOWN -> "other";
        };
    }

    private static String description(ControlReport report) {
        FrameworkControl control = report.control();
        List<String> sentences = new ArrayList<>();
        sentences.add(report.verdict().sentence() + ".");
        for (ControlMapping mapping : control.mappings()) {
            sentences.add("%s: %s Why it supports this control: %s (%s)."
                    .formatted(
                            mapping.capability().title(),
                            mapping.capability().required(),
                            mapping.reason(),
                            mapping.standing().words()));
        }
        return String.join("\n\n", sentences);
    }

    private ArrayNode backMatter() {
        ArrayNode all = array();
        all.add(object().put("uuid", names.uuidOf("plan"))
                .put("title", "Assessment plan")
                .put("description", "Grantkeeper's checks, as described in docs/evidence.md of its repository."));
        all.add(resource(
                names.uuidOf("checkpoint"),
                "Checkpoint of %d entries".formatted(report.log().size()),
                "The signed checkpoint that covers everything in this document.",
                "checkpoint",
                report.log().note().getBytes(StandardCharsets.UTF_8)));
        if (!report.log().keys().isEmpty()) {
            all.add(resource(
                    names.uuidOf("keys"),
                    "Public keys of the log",
                    "Also get the keys from another source, because anyone who can write this file could insert other keys.",
                    "keys.txt",
                    (String.join("\n", report.log().keys()) + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        for (InclusionEvidence proof : report.proofs()) {
            all.add(resource(
                    names.uuidOf("proof/" + proof.name()),
                    "Proof of entry %d".formatted(proof.told().index()),
                    "%s, recorded at %s"
                            .formatted(proof.told().kind(), proof.told().at()),
                    proof.name(),
                    proof.file().array()));
        }
        return all;
    }

    private static ObjectNode resource(String uuid, String title, String description, String file, byte[] content) {
        ObjectNode resource = object();
        resource.put("uuid", uuid);
        resource.put("title", title);
        resource.put("description", description);
        resource.set(
                "base64",
                object().put("filename", file)
                        .put("media-type", "text/plain")
                        .put("value", Base64.getEncoder().encodeToString(content)));
        return resource;
    }

    private static ObjectNode prop(String name, String value) {
        return object().put("name", name).put("ns", NAMESPACE).put("value", line(value));
    }

    private static String token(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** Adds a list only if it has members, because OSCAL does not allow empty lists. */
    private static void put(ObjectNode parent, String name, ArrayNode list) {
        if (!list.isEmpty()) {
            parent.set(name, list);
        }
    }

    /** Returns the text as one line without leading or trailing whitespace, as OSCAL strings require. */
    private static String line(String text) {
        String line = TextNormalization.oneLine(text).replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "-" : line;
    }
}
