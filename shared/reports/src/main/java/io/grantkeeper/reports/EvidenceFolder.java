package io.grantkeeper.reports;

import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.evidence.output.EvidenceHtmlPage;
import io.grantkeeper.evidence.output.OscalAssessmentResults;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes an auditor's report and all of its evidence to one folder. */
public final class EvidenceFolder {
    private EvidenceFolder() {}

    /**
     * Writes the report. Deletes the proofs of an earlier report first, so that the folder contains the proofs of only
     * one report.
     *
     * @return the written files
     */
    public static List<Path> write(FrameworkReport report, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Path proofs = Files.createDirectories(folder.resolve("proofs"));
        try (var old = Files.newDirectoryStream(proofs, "entry-*.tlog-proof")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        files.add(Files.writeString(folder.resolve("evidence.oscal.json"), OscalAssessmentResults.write(report)));
        files.add(Files.writeString(folder.resolve("evidence.html"), EvidenceHtmlPage.write(report)));
        files.add(Files.writeString(folder.resolve("controls.csv"), CsvWriter.controls(report)));
        files.add(Files.writeString(folder.resolve("exceptions.csv"), CsvWriter.exceptions(report)));
        files.add(Files.writeString(folder.resolve("samples.csv"), CsvWriter.samples(report)));
        files.add(Files.writeString(folder.resolve("gaps.csv"), CsvWriter.gaps(report)));
        files.add(Files.writeString(folder.resolve("paths.csv"), CsvWriter.paths(report)));
        files.add(Files.writeString(folder.resolve("checkpoint"), report.log().note()));
        for (InclusionEvidence proof : report.proofs()) {
            files.add(Files.write(proofs.resolve(proof.name()), proof.file().array()));
        }
        return files;
    }
}
