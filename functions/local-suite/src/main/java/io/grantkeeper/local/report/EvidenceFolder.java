package io.grantkeeper.local.report;

import io.grantkeeper.evidence.output.Csv;
import io.grantkeeper.evidence.output.HtmlPage;
import io.grantkeeper.evidence.output.Oscal;
import io.grantkeeper.evidence.report.Proof;
import io.grantkeeper.evidence.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that an auditor gets, in one folder. */
public final class EvidenceFolder {
    private EvidenceFolder() {}

    /**
     * Writes it. Proofs that another report left there are removed, so that the folder holds one report.
     *
     * @return the files
     */
    public static List<Path> write(Report report, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Path proofs = Files.createDirectories(folder.resolve("proofs"));
        try (var old = Files.newDirectoryStream(proofs, "entry-*.tlog-proof")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        files.add(Files.writeString(folder.resolve("evidence.oscal.json"), Oscal.write(report)));
        files.add(Files.writeString(folder.resolve("evidence.html"), HtmlPage.write(report)));
        files.add(Files.writeString(folder.resolve("controls.csv"), Csv.controls(report)));
        files.add(Files.writeString(folder.resolve("exceptions.csv"), Csv.exceptions(report)));
        files.add(Files.writeString(folder.resolve("samples.csv"), Csv.samples(report)));
        files.add(Files.writeString(folder.resolve("gaps.csv"), Csv.gaps(report)));
        files.add(Files.writeString(folder.resolve("checkpoint"), report.log().note()));
        for (Proof proof : report.proofs()) {
            files.add(Files.write(proofs.resolve(proof.name()), proof.file().array()));
        }
        return files;
    }
}
