package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Repository;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A repository in the long form, which fits wherever GitHub answers with the short form too. */
final class RepositoryShape {

    /** Links to what lies below a repository: the field's name and the path. */
    private static final Map<String, String> LINKS = Map.ofEntries(
            Map.entry("archive_url", "/{archive_format}{/ref}"),
            Map.entry("assignees_url", "/assignees{/user}"),
            Map.entry("blobs_url", "/git/blobs{/sha}"),
            Map.entry("branches_url", "/branches{/branch}"),
            Map.entry("collaborators_url", "/collaborators{/collaborator}"),
            Map.entry("comments_url", "/comments{/number}"),
            Map.entry("commits_url", "/commits{/sha}"),
            Map.entry("compare_url", "/compare/{base}...{head}"),
            Map.entry("contents_url", "/contents/{+path}"),
            Map.entry("contributors_url", "/contributors"),
            Map.entry("deployments_url", "/deployments"),
            Map.entry("downloads_url", "/downloads"),
            Map.entry("events_url", "/events"),
            Map.entry("forks_url", "/forks"),
            Map.entry("git_commits_url", "/git/commits{/sha}"),
            Map.entry("git_refs_url", "/git/refs{/sha}"),
            Map.entry("git_tags_url", "/git/tags{/sha}"),
            Map.entry("hooks_url", "/hooks"),
            Map.entry("issue_comment_url", "/issues/comments{/number}"),
            Map.entry("issue_events_url", "/issues/events{/number}"),
            Map.entry("issues_url", "/issues{/number}"),
            Map.entry("keys_url", "/keys{/key_id}"),
            Map.entry("labels_url", "/labels{/name}"),
            Map.entry("languages_url", "/languages"),
            Map.entry("merges_url", "/merges"),
            Map.entry("milestones_url", "/milestones{/number}"),
            Map.entry("notifications_url", "/notifications{?since,all,participating}"),
            Map.entry("pulls_url", "/pulls{/number}"),
            Map.entry("releases_url", "/releases{/id}"),
            Map.entry("stargazers_url", "/stargazers"),
            Map.entry("statuses_url", "/statuses/{sha}"),
            Map.entry("subscribers_url", "/subscribers"),
            Map.entry("subscription_url", "/subscription"),
            Map.entry("tags_url", "/tags"),
            Map.entry("teams_url", "/teams"),
            Map.entry("trees_url", "/git/trees{/sha}"));

    private RepositoryShape() {}

    static Map<String, @Nullable Object> of(Shapes shapes, Repository repository) {
        String fullName = shapes.organization().login() + '/' + repository.name();
        String html = "https://github.com/" + fullName;
        var fields = object(
                "id",
                repository.id(),
                "node_id",
                Shapes.node("Repository", repository.id()),
                "name",
                repository.name(),
                "full_name",
                fullName,
                "owner",
                shapes.organizationAccount(),
                "private",
                repository.isPrivate(),
                "html_url",
                html,
                "description",
                null,
                "fork",
                false,
                "url",
                shapes.api() + "/repos/" + fullName,
                "git_url",
                "git://github.com/" + fullName + ".git",
                "ssh_url",
                "git@github.com:" + fullName + ".git",
                "clone_url",
                html + ".git",
                "svn_url",
                html,
                "mirror_url",
                null,
                "homepage",
                null,
                "language",
                "Java",
                "license",
                null,
                "forks_count",
                0,
                "stargazers_count",
                0,
                "watchers_count",
                0,
                "size",
                4096,
                "default_branch",
                "main",
                "open_issues_count",
                0,
                "topics",
                List.of(),
                "has_issues",
                true,
                "has_projects",
                true,
                "has_wiki",
                false,
                "has_pages",
                false,
                "has_downloads",
                false,
                "archived",
                repository.archived(),
                "disabled",
                false,
                "visibility",
                repository.isPrivate() ? "private" : "public",
                "pushed_at",
                repository.createdAt(),
                "created_at",
                repository.createdAt(),
                "updated_at",
                repository.createdAt(),
                "forks",
                0,
                "open_issues",
                0,
                "watchers",
                0);
        LINKS.forEach((name, path) -> fields.put(name, shapes.api() + "/repos/" + fullName + path));
        return fields;
    }
}
