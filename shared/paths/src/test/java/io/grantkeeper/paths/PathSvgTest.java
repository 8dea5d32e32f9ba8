package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PathSvgTest {
    private static PathReport.ExposedPath path(String... nodes) {
        List<PathStep> steps = new ArrayList<>();
        for (int i = 1; i < nodes.length; i++) {
            steps.add(new PathStep(nodes[i - 1], nodes[i], "owner", "text"));
        }
        return new PathReport.ExposedPath(nodes[0], steps);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void drawsStepsFromLeftToRight() throws Exception {
        Document svg = parse(PathSvg.draw(List.of(path("a", "b", "zero"), path("c", "b", "zero"), path("d", "zero"))));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2 * 3);
        assertThat(svg.getDocumentElement().getTextContent()).contains("2 identities", "b", "zero", "d");
    }

    @Test
    void showsAddressesOfPeople() throws Exception {
        Document svg = parse(PathSvg.draw(List.of(path("a", "person:tomas.brandt@larkfield.example"))));

        assertThat(svg.getDocumentElement().getTextContent())
                .contains("tomas.brandt@larkfield.example")
                .doesNotContain("person:", "…");
    }

    @Test
    void drawsAtMostThirtyBoxesAndSaysHowManyAreLeftOut() throws Exception {
        List<PathReport.ExposedPath> paths = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            paths.add(path("a" + i, "b" + i, "zero"));
        }
        Document svg = parse(PathSvg.draw(paths));

        assertThat(svg.getElementsByTagName("rect").getLength()).isLessThanOrEqualTo(PathSvg.MOST_BOXES);
        assertThat(svg.getDocumentElement().getTextContent()).containsPattern("\\d+ more are not drawn");
    }

    @Test
    void escapesNames() throws Exception {
        Document svg = parse(PathSvg.draw(List.of(path("<script>&", "\"zero\""))));

        assertThat(svg.getDocumentElement().getTextContent()).contains("<script>&", "\"zero\"");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void saysThatNoPathExists() throws Exception {
        assertThat(parse(PathSvg.draw(List.of())).getDocumentElement().getTextContent())
                .isEqualTo("No path");
    }
}
