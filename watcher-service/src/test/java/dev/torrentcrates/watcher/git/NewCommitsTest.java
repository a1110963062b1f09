package dev.torrentcrates.watcher.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On commits whose objects are left out at will. */
class NewCommitsTest {
    @TempDir Path folder;
    private Repository repository;
    private ObjectInserter inserter;
    private ObjectId known;

    @BeforeEach
    void begin() throws IOException {
        repository = new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        repository.create(true);
        inserter = repository.newObjectInserter();
        known = commit(tree("al", inserter.insert(folderOf(blob("alpha")))));
    }

    @AfterEach
    void end() {
        inserter.close();
        repository.close();
    }

    @Test
    void aCommitThatBroughtAllThatItChangedIsWhole() throws IOException {
        ObjectId next = commit(tree("al", inserter.insert(folderOf(blob("more")))), known);

        assertThatCode(() -> NewCommits.check(repository, known, next)).doesNotThrowAnyException();
    }

    @Test
    void aFileThatDidNotComeIsMissed() throws IOException {
        ObjectId absent = inserter.idFor(Constants.OBJ_BLOB, "absent".getBytes(UTF_8));
        ObjectId next = commit(tree("al", inserter.insert(folderOf(absent))), known);
        ObjectId later = commit(tree("al", inserter.insert(folderOf(blob("later")))), next);

        assertThatThrownBy(() -> NewCommits.check(repository, known, later))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining(absent.name());
        assertThat(blob("absent")).isEqualTo(absent);
        assertThatCode(() -> NewCommits.check(repository, known, later)).doesNotThrowAnyException();
    }

    @Test
    void aFolderOrACommitThatDidNotComeIsMissed() throws IOException {
        ObjectId withoutFolder =
                commit(tree("al", inserter.idFor(folderOf(blob("alpha2")))), known);
        ObjectId nowhere = ObjectId.fromString("1".repeat(40));
        ObjectId withoutParent = commit(tree("al", inserter.insert(folderOf(blob("a")))), nowhere);

        assertThatThrownBy(() -> NewCommits.check(repository, known, withoutFolder))
                .isInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> NewCommits.check(repository, known, withoutParent))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining(nowhere.name());
    }

    @Test
    void aSquashedHistoryIsLookedThroughFromTheTreeBeforeIt() throws IOException {
        ObjectId absent = inserter.idFor(Constants.OBJ_BLOB, "absent".getBytes(UTF_8));
        ObjectId whole = commit(tree("al", inserter.insert(folderOf(blob("alpha")))));
        ObjectId lacking = commit(tree("al", inserter.insert(folderOf(absent))));

        assertThatCode(() -> NewCommits.check(repository, known, whole)).doesNotThrowAnyException();
        assertThatThrownBy(() -> NewCommits.check(repository, known, lacking))
                .isInstanceOf(MissingObjectException.class);
    }

    private ObjectId blob(String content) throws IOException {
        ObjectId id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8));
        inserter.flush();
        return id;
    }

    private static TreeFormatter folderOf(ObjectId file) {
        TreeFormatter folder = new TreeFormatter();
        folder.append("alpha", FileMode.REGULAR_FILE, file);
        return folder;
    }

    private ObjectId tree(String name, ObjectId folder) throws IOException {
        TreeFormatter root = new TreeFormatter();
        root.append(name, FileMode.TREE, folder);
        return inserter.insert(root);
    }

    private ObjectId commit(ObjectId tree, ObjectId... parents) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        PersonIdent somebody = new PersonIdent("", "", Instant.EPOCH, ZoneOffset.UTC);
        commit.setAuthor(somebody);
        commit.setCommitter(somebody);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
    }
}
